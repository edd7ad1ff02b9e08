/* roster-suspects.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-suspects.h"

#include <string.h>

#include <glib/gi18n.h>

#include "roster-account-group.h"
#include "roster-agency.h"
#include "roster-api-changelog.h"
#include "roster-mentions.h"
#include "roster-person.h"

/* What may have changed since the last sync, going by the lines that are new in the activity log.
 *
 * The lines are sentences for people, in words that TikTok may change. What is taken from one is its type and whom and what it mentions, not
 * what it says happened: that is read. The rules, by what a line mentions:
 *
 *   people                        what they hold, of ad accounts or TikTok accounts when it mentions such, or of both
 *   agencies                      what is shared with them
 *   TikTok accounts               what they are linked to, and what their owners granted; not where a person was given one
 *   account groups                what they give to whom
 *   nothing but ad accounts       the list of ad accounts, who holds these ad accounts, which TikTok accounts are linked to them
 *
 * Who did it may be mentioned, too: that does not make it a line about people, and where nobody and nothing else is mentioned, it does not tell
 * what it is about, unless it is a line about users.
 *
 * A line about users makes the list of people suspect. A line that mentions nothing that is known may be about something new: the lists are
 * read, and it is looked at again. When it still mentions nothing, it is not understood: then everything is read, or, when it is about the
 * Business Center itself, what is shared with the agencies. */

struct _RosterSuspects
{
  GPtrArray *entries;     /* of RosterApiLogEntry, unowned */
  GHashTable *understood; /* set of entries */
  GHashTable *names;      /* set, see roster_suspects_make_name() */
  gboolean people;
  gboolean ad_accounts;
  gboolean agencies;
  gboolean everything;
};

static const char * const part_names[] = {
  [ROSTER_SUSPECT_AD_ACCOUNTS] = "ads",
  [ROSTER_SUSPECT_TIKTOK_ACCOUNTS] = "tiktok",
  [ROSTER_SUSPECT_LINKS] = "links",
  [ROSTER_SUSPECT_OWNER] = "owner",
  [ROSTER_SUSPECT_GROUP] = "group",
  [ROSTER_SUSPECT_HOLDERS] = "holders",
};

/* What a line mentions, by kind. */
typedef struct
{
  guint n_people;
  guint n_agencies;
  guint n_ad_accounts;
  guint n_tiktok_accounts;
  guint n_groups;
} Mentions;

/**
 * roster_suspects_new:
 * @entries: (element-type RosterApiLogEntry): the new lines; lives as long as the suspects
 * @stale: (nullable): names of what could not be read the last time
 *
 * Returns: (transfer full): what may have changed, as far as that can be said without a look at what is known
 */
RosterSuspects *
roster_suspects_new (GPtrArray          *entries,
                     const char * const *stale)
{
  RosterSuspects *self = g_new0 (RosterSuspects, 1);

  self->entries = g_ptr_array_ref (entries);
  self->understood = g_hash_table_new (NULL, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; stale != NULL && stale[i] != NULL; i++)
    g_hash_table_add (self->names, g_strdup (stale[i]));

  return self;
}

/**
 * roster_suspects_free:
 * @self: (transfer full): suspects
 */
void
roster_suspects_free (RosterSuspects *self)
{
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->understood);
  g_hash_table_unref (self->names);
  g_free (self);
}

static Mentions
count (const RosterApiLogEntry *entry,
       GPtrArray               *items)
{
  Mentions mentions = { 0 };

  for (guint i = 0; i < items->len; i++)
    {
      mentions.n_people += ROSTER_IS_PERSON (items->pdata[i]) &&
                           (entry->operator_id == NULL || g_strcmp0 (roster_item_get_id (items->pdata[i]), entry->operator_id) != 0);
      mentions.n_agencies += ROSTER_IS_AGENCY (items->pdata[i]);
      mentions.n_ad_accounts += ROSTER_IS_AD_ACCOUNT (items->pdata[i]);
      mentions.n_tiktok_accounts += ROSTER_IS_TIKTOK_ACCOUNT (items->pdata[i]);
      mentions.n_groups += ROSTER_IS_ACCOUNT_GROUP (items->pdata[i]);
    }

  return mentions;
}

static gboolean
has_type (const RosterApiLogEntry *entry,
          const char              *type)
{
  return g_strcmp0 (entry->activity_type, type) == 0;
}

/* Whether it is known what the line is about. */
static gboolean
is_understood (const RosterApiLogEntry *entry,
               GPtrArray               *items)
{
  Mentions mentions = count (entry, items);

  return mentions.n_people + mentions.n_agencies + mentions.n_ad_accounts + mentions.n_tiktok_accounts + mentions.n_groups > 0 ||
         (items->len > 0 && has_type (entry, "USER"));
}

static gboolean
is_about_ad_accounts_only (const Mentions *mentions)
{
  return mentions->n_ad_accounts > 0 &&
         mentions->n_people + mentions->n_agencies + mentions->n_tiktok_accounts + mentions->n_groups == 0;
}

/**
 * roster_suspects_look:
 * @self: suspects
 * @directory: what was known before
 *
 * Looks which lists are suspect.
 */
void
roster_suspects_look (RosterSuspects  *self,
                      RosterDirectory *directory)
{
  g_autoptr (RosterMentions) finder = self->entries->len > 0 ? roster_mentions_new (directory) : NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const RosterApiLogEntry *entry = self->entries->pdata[i];
      g_autoptr (GPtrArray) items = roster_mentions_find (finder, entry->text);
      Mentions mentions = count (entry, items);
      gboolean understood = is_understood (entry, items);

      if (understood)
        g_hash_table_add (self->understood, self->entries->pdata[i]);
      if (has_type (entry, "USER") || (!understood && !has_type (entry, "BUSINESS")))
        self->people = TRUE;
      if (is_about_ad_accounts_only (&mentions) || (!understood && !has_type (entry, "USER") && !has_type (entry, "BUSINESS")))
        self->ad_accounts = TRUE;
    }
}

static void
suspect_ad_account (RosterSuspects  *self,
                    RosterDirectory *directory,
                    RosterAdAccount *ad_account)
{
  RosterAccess *access = roster_directory_get_access (directory);
  GListModel *principals = roster_directory_get_principals (directory);
  GListModel *accounts = roster_directory_get_tiktok_accounts (directory);
  const char *column = roster_item_get_key (ROSTER_ITEM (ad_account));

  roster_suspects_add (self, ROSTER_SUSPECT_HOLDERS, ad_account);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (roster_tiktok_account_is_linked_to (account, column))
        roster_suspects_add (self, ROSTER_SUSPECT_LINKS, account);
    }

  /* Who holds it does not tell about those who are no members. */
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterItem) principal = g_list_model_get_item (principals, i);

      if (ROSTER_IS_AGENCY (principal) &&
          roster_access_get_direct_level (access, roster_item_get_key (principal), column) != ROSTER_LEVEL_NONE)
        roster_suspects_add (self, ROSTER_SUSPECT_AD_ACCOUNTS, principal);
    }
}

static void
suspect_what_is_mentioned (RosterSuspects          *self,
                           RosterDirectory         *directory,
                           const RosterApiLogEntry *entry,
                           GPtrArray               *items)
{
  Mentions mentions = count (entry, items);
  gboolean any_kind = mentions.n_ad_accounts + mentions.n_tiktok_accounts == 0;

  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = items->pdata[i];

      if (ROSTER_IS_PRINCIPAL (item) && (any_kind || mentions.n_ad_accounts > 0 || ROSTER_IS_AGENCY (item)))
        roster_suspects_add (self, ROSTER_SUSPECT_AD_ACCOUNTS, item);
      if (ROSTER_IS_PERSON (item) && (any_kind || mentions.n_tiktok_accounts > 0))
        roster_suspects_add (self, ROSTER_SUSPECT_TIKTOK_ACCOUNTS, item);
      if (ROSTER_IS_TIKTOK_ACCOUNT (item) && (mentions.n_people == 0 || mentions.n_ad_accounts > 0))
        {
          roster_suspects_add (self, ROSTER_SUSPECT_LINKS, item);
          roster_suspects_add (self, ROSTER_SUSPECT_OWNER, item);
        }
      if (ROSTER_IS_ACCOUNT_GROUP (item))
        roster_suspects_add (self, ROSTER_SUSPECT_GROUP, item);
      if (ROSTER_IS_AD_ACCOUNT (item) && is_about_ad_accounts_only (&mentions))
        suspect_ad_account (self, directory, item);
    }
}

/**
 * roster_suspects_look_again:
 * @self: suspects, after roster_suspects_look()
 * @directory: what is known now that the lists were read
 *
 * Looks what else is suspect.
 */
void
roster_suspects_look_again (RosterSuspects  *self,
                            RosterDirectory *directory)
{
  g_autoptr (RosterMentions) finder = self->entries->len > 0 ? roster_mentions_new (directory) : NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const RosterApiLogEntry *entry = self->entries->pdata[i];
      g_autoptr (GPtrArray) items = roster_mentions_find (finder, entry->text);

      suspect_what_is_mentioned (self, directory, entry, items);
      if (is_understood (entry, items) || g_hash_table_contains (self->understood, self->entries->pdata[i]))
        continue;

      if (has_type (entry, "BUSINESS"))
        self->agencies = TRUE;
      else
        self->everything = TRUE;
    }
}

/**
 * roster_suspects_get_people:
 * @self: suspects
 *
 * Returns: whether the list of people may have changed
 */
gboolean
roster_suspects_get_people (RosterSuspects *self)
{
  return self->people;
}

/**
 * roster_suspects_get_ad_accounts:
 * @self: suspects
 *
 * Returns: whether the list of ad accounts may have changed
 */
gboolean
roster_suspects_get_ad_accounts (RosterSuspects *self)
{
  return self->ad_accounts;
}

/**
 * roster_suspects_get_agencies:
 * @self: suspects
 *
 * Returns: whether what is shared with any agency may have changed
 */
gboolean
roster_suspects_get_agencies (RosterSuspects *self)
{
  return self->agencies;
}

/**
 * roster_suspects_get_everything:
 * @self: suspects
 *
 * Returns: whether anything may have changed
 */
gboolean
roster_suspects_get_everything (RosterSuspects *self)
{
  return self->everything;
}

/**
 * roster_suspects_make_name:
 * @part: what
 * @item: (type RosterItem): of whom or which
 *
 * Returns: (transfer full): one text for both, to be kept from one sync to the next
 */
char *
roster_suspects_make_name (RosterSuspectPart part,
                           gpointer          item)
{
  return roster_suspects_make_name_of_key (part, roster_item_get_key (ROSTER_ITEM (item)));
}

/**
 * roster_suspects_make_name_of_key:
 * @part: what
 * @key: the key of whom or which
 *
 * Returns: (transfer full): the same as roster_suspects_make_name()
 */
char *
roster_suspects_make_name_of_key (RosterSuspectPart  part,
                                  const char        *key)
{
  return g_strconcat (part_names[part], " ", key, NULL);
}

/**
 * roster_suspects_add:
 * @self: suspects
 * @part: what
 * @item: (type RosterItem): of whom or which
 */
void
roster_suspects_add (RosterSuspects    *self,
                     RosterSuspectPart  part,
                     gpointer           item)
{
  g_hash_table_add (self->names, roster_suspects_make_name (part, item));
}

/**
 * roster_suspects_contain:
 * @self: suspects
 * @part: what
 * @item: (type RosterItem): of whom or which
 *
 * Returns: whether it may have changed
 */
gboolean
roster_suspects_contain (RosterSuspects    *self,
                         RosterSuspectPart  part,
                         gpointer           item)
{
  g_autofree char *name = roster_suspects_make_name (part, item);

  return g_hash_table_contains (self->names, name);
}

/* What a mark calls the lists, and what people do. */
static const struct
{
  const char *name;
  const char *words;
} lists[] = {
  [ROSTER_GAP_KIND_PEOPLE] = { ROSTER_SUSPECTS_LIST "people", N_("the list of people") },
  [ROSTER_GAP_KIND_AGENCIES] = { ROSTER_SUSPECTS_LIST "agencies", N_("the list of agencies") },
  [ROSTER_GAP_KIND_AD_ACCOUNTS] = { ROSTER_SUSPECTS_LIST "ad-accounts", N_("the list of ad accounts") },
  [ROSTER_GAP_KIND_TIKTOK_ACCOUNTS] = { ROSTER_SUSPECTS_LIST "tiktok-accounts", N_("the list of TikTok accounts") },
  [ROSTER_GAP_KIND_ACCOUNT_GROUPS] = { ROSTER_SUSPECTS_LIST "account-groups", N_("the list of account groups") },
};

/**
 * roster_suspects_get_list_name:
 * @list: one of the kinds that are about a list
 *
 * Returns: (transfer none): what a mark calls it
 */
const char *
roster_suspects_get_list_name (RosterGapKind list)
{
  return lists[list].name;
}

static int
find_list (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].name, name))
      return (int) i;

  return -1;
}

/* Which kind of gap a part of something is, where anything is concluded from it. */
static int
find_gap_kind (RosterSuspectPart part)
{
  switch (part)
    {
    case ROSTER_SUSPECT_AD_ACCOUNTS:
    case ROSTER_SUSPECT_TIKTOK_ACCOUNTS:
      return ROSTER_GAP_KIND_HOLDINGS;

    case ROSTER_SUSPECT_LINKS:
      return ROSTER_GAP_KIND_LINKS;

    case ROSTER_SUSPECT_GROUP:
      return ROSTER_GAP_KIND_GROUP;

    case ROSTER_SUSPECT_HOLDERS:
      return ROSTER_GAP_KIND_HOLDERS;

    case ROSTER_SUSPECT_OWNER:
    case ROSTER_SUSPECT_NOTHING:
    default:
      return -1;
    }
}

/**
 * roster_suspects_find_gaps:
 * @names: names of what TikTok counts more of than it listed
 *
 * Returns: (transfer full): the same, in the words of the model
 */
RosterGaps *
roster_suspects_find_gaps (const char * const *names)
{
  RosterGaps *gaps = roster_gaps_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      int list = find_list (names[i]);

      if (list >= 0)
        roster_gaps_add (gaps, (RosterGapKind) list, NULL);
      for (guint part = 1; part < G_N_ELEMENTS (part_names); part++)
        {
          gsize length = strlen (part_names[part]);

          if (g_str_has_prefix (names[i], part_names[part]) && names[i][length] == ' ' && find_gap_kind (part) >= 0)
            roster_gaps_add (gaps, (RosterGapKind) find_gap_kind (part), names[i] + length + 1);
        }
    }

  return gaps;
}

/* Takes @phrase. */
static void
append (GString *list,
        guint    n,
        char    *phrase)
{
  if (n > 0)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", phrase);
  g_free (phrase);
}

/**
 * roster_suspects_describe:
 * @stale: names of what could not be read
 *
 * Returns: (transfer full) (nullable): how many of which are older than the rest, in a sentence; %NULL for none
 */
char *
roster_suspects_describe (const char * const *stale)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n_principals = 0, n_ad_accounts = 0, n_accounts = 0, n_groups = 0;

  for (guint i = 0; stale[i] != NULL; i++)
    {
      const char *key = strchr (stale[i], ' ');

      /* Two things may be unknown of one. */
      if (key == NULL || !g_hash_table_add (seen, (gpointer) key))
        continue;

      if (find_list (stale[i]) >= 0)
        append (list, 1, g_strdup (_(lists[find_list (stale[i])].words)));
      else if (g_str_has_prefix (stale[i], ROSTER_SUSPECTS_LIST))
        continue;
      else if (g_str_has_prefix (key, " ad:"))
        n_ad_accounts++;
      else if (g_str_has_prefix (key, " tt:"))
        n_accounts++;
      else if (g_str_has_prefix (key, " group:"))
        n_groups++;
      else
        n_principals++;
    }

  append (list, n_principals, g_strdup_printf (ngettext ("%u person or agency", "%u people and agencies", n_principals), n_principals));
  append (list, n_ad_accounts, g_strdup_printf (ngettext ("%u ad account", "%u ad accounts", n_ad_accounts), n_ad_accounts));
  append (list, n_accounts, g_strdup_printf (ngettext ("%u TikTok account", "%u TikTok accounts", n_accounts), n_accounts));
  append (list, n_groups, g_strdup_printf (ngettext ("%u account group", "%u account groups", n_groups), n_groups));
  if (list->len == 0)
    return NULL;

  /* Translators: %s is a list such as "the list of people, 3 people and agencies, 12 TikTok accounts" */
  return g_strdup_printf (_("Shown as they were before: %s."), list->str);
}
