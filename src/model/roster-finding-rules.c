/* roster-finding-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-finding-rules.h"

#include <glib/gi18n.h>

#include "roster-address.h"
#include "roster-agency.h"

/* What deserves attention, rule by rule. A rule only says what is known to be so: nothing that has not been read makes a finding, and nothing
 * that a list lacks of which TikTok counts more: where a rule concludes from something not being there, it looks for gaps first. Each walks once
 * along a list, with the counters that the directory keeps, so that all of them together take a few milliseconds for the largest agency. */

#define STALE_DAYS 7

/* TikTok's limits are its own to enforce; from nine tenths on it is good to know. */
#define MOST_ADMINS 20
#define MOST_MEMBERS 4000
#define MOST_TIKTOK_ACCOUNTS 800

/* What is counted on the way along the list of people. */
typedef struct
{
  RosterDirectory *directory;
  RosterPerson *oneself;
  RosterGaps *gaps;
  gint64 now_us;
  GPtrArray *found;

  GHashTable *domains;     /* domain of a member's address -> how many have it */
  GHashTable *addresses;   /* set of the addresses of members and of open invitations, casefolded */
  RosterPerson *admin;     /* a member who is Admin, unowned */
  guint n_admins;
  guint n_invited_admins;
  guint n_members;
  guint n_invited;
  gboolean all_roles_known;
} Rules;

static void
rules_clear (Rules *rules)
{
  g_clear_pointer (&rules->domains, g_hash_table_unref);
  g_clear_pointer (&rules->addresses, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rules, rules_clear)

/* Takes @title. */
static void
find (Rules                 *rules,
      RosterFindingKind      kind,
      RosterFindingSeverity  severity,
      gpointer               subject,
      char                  *title,
      const char            *explanation)
{
  g_ptr_array_add (rules->found, roster_finding_new (kind, severity, NULL, subject, title, explanation, NULL));
  g_free (title);
}

static void
count_person (Rules        *rules,
              RosterPerson *person)
{
  const char *address = roster_principal_get_address (ROSTER_PRINCIPAL (person));
  RosterMembership membership = roster_person_get_membership (person);
  RosterRole role = roster_person_get_role (person);
  gboolean is_member = membership == ROSTER_MEMBERSHIP_BOUND;

  if (!is_member && membership != ROSTER_MEMBERSHIP_PENDING)
    {
      rules->all_roles_known &= membership == ROSTER_MEMBERSHIP_REJECTED || membership == ROSTER_MEMBERSHIP_UNBOUND;
      return;
    }

  if (address != NULL)
    g_hash_table_add (rules->addresses, g_utf8_casefold (address, -1));

  if (!is_member)
    {
      rules->n_invited++;
      rules->n_invited_admins += role == ROSTER_ROLE_ADMIN;
      return;
    }

  rules->n_members++;
  rules->all_roles_known &= role == ROSTER_ROLE_ADMIN || role == ROSTER_ROLE_STANDARD;
  if (role == ROSTER_ROLE_ADMIN)
    {
      rules->n_admins++;
      rules->admin = person;
    }

  roster_address_count_domain (rules->domains, address);
}

static void
rules_init (Rules           *rules,
            RosterDirectory *directory)
{
  GListModel *principals = roster_directory_get_principals (directory);

  rules->directory = directory;
  rules->domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rules->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rules->all_roles_known = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (ROSTER_IS_PERSON (principal))
        count_person (rules, ROSTER_PERSON (principal));
    }
}

/* An address that is probably wrong is not asked to be invited again, however long that has been waiting. */
static void
look_at_invitation (Rules        *rules,
                    RosterPerson *person)
{
  const char *address = roster_principal_get_address (ROSTER_PRINCIPAL (person));
  g_autofree char *correction = roster_address_dup_correction (address, rules->domains);
  gint64 invited_at = roster_person_get_invited_at (person);
  gint64 days = (rules->now_us - invited_at) / G_TIME_SPAN_DAY;

  if (correction != NULL)
    {
      g_autofree char *folded = g_utf8_casefold (correction, -1);
      g_autofree char *title = g_strdup_printf (_("Is %s the right address?"), address);
      g_autofree char *explanation = NULL;

      if (g_hash_table_contains (rules->addresses, folded))
        /* Translators: a mail address that differs by one letter from the one that the title names. */
        explanation = g_strdup_printf (_("%s is in the list as well. If that is the same person, withdraw this invitation: nobody will accept it."),
                                       correction);
      else
        explanation = g_strdup_printf (_("Colleagues have addresses like %s, one letter away. If this one is mistyped, nobody will accept the "
                                         "invitation."), correction);

      g_ptr_array_add (rules->found, roster_finding_new (ROSTER_FINDING_KIND_MISTYPED_INVITATION, ROSTER_FINDING_SEVERITY_WARNING, NULL,
                                                         ROSTER_ITEM (person), title, explanation, correction));
    }
  else if (invited_at > 0 && days >= STALE_DAYS)
    {
      find (rules, ROSTER_FINDING_KIND_STALE_INVITATION, ROSTER_FINDING_SEVERITY_WARNING, person,
            g_strdup_printf (ngettext ("%s has been invited for %d day", "%s has been invited for %d days", (gulong) days),
                             roster_principal_get_display_name (ROSTER_PRINCIPAL (person)), (int) days),
            _("An invitation lapses after a while, and as long as it is in the list TikTok ignores a new one to the same address. Withdraw it and "
              "invite again."));
    }
}

static void
look_at_finance (Rules             *rules,
                 RosterPrincipal   *principal,
                 RosterFindingKind  kind,
                 const char        *explanation)
{
  g_autoptr (GPtrArray) admin = roster_access_dup_columns_from (roster_directory_get_access (rules->directory),
                                                                roster_item_get_key (ROSTER_ITEM (principal)), ROSTER_LEVEL_ADMIN);

  if (admin->len > 0)
    find (rules, kind, ROSTER_FINDING_SEVERITY_INFORMATION, principal,
          /* Translators: a person or an agency. */
          g_strdup_printf (ngettext ("%s may manage finance on %u ad account", "%s may manage finance on %u ad accounts", admin->len),
                           roster_principal_get_display_name (principal), admin->len),
          explanation);
}

/* Whether what somebody holds on ad accounts may be more than is known. An account group, or an ad account that is asked who holds it, may give
 * anybody something. */
static gboolean
may_hold_more (Rules *rules)
{
  return roster_gaps_have (rules->gaps, ROSTER_GAP_KIND_ACCOUNT_GROUPS) || roster_gaps_have (rules->gaps, ROSTER_GAP_KIND_GROUP) ||
         roster_gaps_have (rules->gaps, ROSTER_GAP_KIND_AD_ACCOUNTS) || roster_gaps_have (rules->gaps, ROSTER_GAP_KIND_HOLDERS);
}

static void
look_at_member (Rules        *rules,
                RosterPerson *person)
{
  RosterPrincipal *principal = ROSTER_PRINCIPAL (person);

  /* An Admin, and somebody with a finance role, has something to do without an ad account, and finance is theirs. */
  if (roster_person_get_role (person) != ROSTER_ROLE_STANDARD || roster_person_get_finance_role (person) != ROSTER_FINANCE_ROLE_NONE)
    return;

  if (roster_principal_get_ad_account_count (principal) == 0 && roster_principal_get_tiktok_account_count (principal) == 0 &&
      !may_hold_more (rules) && !roster_gaps_contain (rules->gaps, ROSTER_GAP_KIND_HOLDINGS, roster_item_get_key (ROSTER_ITEM (person))))
    find (rules, ROSTER_FINDING_KIND_REACHES_NOTHING, ROSTER_FINDING_SEVERITY_WARNING, person,
          /* Translators: a person. */
          g_strdup_printf (_("%s reaches nothing"), roster_principal_get_display_name (principal)),
          _("A Standard member without an ad account or a TikTok account can sign in, and can do nothing. Give what is needed, or remove the "
            "person."));

  look_at_finance (rules, principal, ROSTER_FINDING_KIND_MANAGES_FINANCE,
                   _("A Standard member who is Admin on an ad account also changes its settings and its payments. Operator is enough to create and "
                     "edit ads."));
}

static void
look_at_principal (Rules           *rules,
                   RosterPrincipal *principal)
{
  if (ROSTER_IS_AGENCY (principal))
    {
      /* What is only promised lets nobody do anything yet. */
      if (!roster_agency_get_waiting (ROSTER_AGENCY (principal)))
        look_at_finance (rules, principal, ROSTER_FINDING_KIND_AGENCY_MANAGES_FINANCE,
                         _("Everybody whom the agency lets in may be Admin there, and change settings and payments. Operator is enough to create and "
                           "edit ads. Lowering the level takes the ad account away and shares it again, which pauses the agency’s ads."));
      return;
    }

  switch (roster_person_get_membership (ROSTER_PERSON (principal)))
    {
    case ROSTER_MEMBERSHIP_PENDING:
      look_at_invitation (rules, ROSTER_PERSON (principal));
      break;

    case ROSTER_MEMBERSHIP_REJECTED:
      find (rules, ROSTER_FINDING_KIND_DECLINED_INVITATION, ROSTER_FINDING_SEVERITY_INFORMATION, principal,
            /* Translators: a mail address. */
            g_strdup_printf (_("%s declined the invitation"), roster_principal_get_display_name (principal)),
            _("As long as it is in the list, TikTok ignores a new invitation to the same address. Withdraw it."));
      break;

    case ROSTER_MEMBERSHIP_BOUND:
      look_at_member (rules, ROSTER_PERSON (principal));
      break;

    case ROSTER_MEMBERSHIP_UNKNOWN:
    case ROSTER_MEMBERSHIP_UNBOUND:
    case ROSTER_MEMBERSHIP_OTHER:
    default:
      break;
    }
}

static void
look_at_admins (Rules *rules)
{
  char *title;

  if (rules->n_admins != 1 || !rules->all_roles_known || roster_gaps_have (rules->gaps, ROSTER_GAP_KIND_PEOPLE))
    return;

  if (rules->oneself != NULL && g_str_equal (roster_item_get_key (ROSTER_ITEM (rules->oneself)), roster_item_get_key (ROSTER_ITEM (rules->admin))))
    title = g_strdup (_("You are the only Admin"));
  else
    /* Translators: a person. */
    title = g_strdup_printf (_("%s is the only Admin"), roster_principal_get_display_name (ROSTER_PRINCIPAL (rules->admin)));

  find (rules, ROSTER_FINDING_KIND_ONLY_ADMIN, ROSTER_FINDING_SEVERITY_WARNING, rules->admin, title,
        _("When the only Admin cannot sign in, nobody can invite people or change what they may do. Make a second person Admin."));
}

/* Of the reasons that TikTok has for not letting an account be used; what it may add to them says nothing that this program understands. */
static gboolean
is_unusable (RosterTiktokAccount *account)
{
  const char *const reasons[] = { "NO_VALID_BIND_ACCOUNT", "SCOPE_UNAVAILABLE", "IS_PRIVATE_ACCOUNT", "NOT_BUSINESS_ACCOUNT", NULL };
  const char *status = roster_tiktok_account_get_available_status (account);

  return status != NULL && g_strv_contains (reasons, status);
}

/* Whether somebody may work on any ad account though nobody is known to. */
static gboolean
may_have_operator (Rules *rules)
{
  return may_hold_more (rules) || roster_gaps_have (rules->gaps, ROSTER_GAP_KIND_PEOPLE) ||
         roster_gaps_have (rules->gaps, ROSTER_GAP_KIND_AGENCIES) || roster_gaps_have (rules->gaps, ROSTER_GAP_KIND_HOLDINGS);
}

static void
look_at_tiktok_account (Rules               *rules,
                        RosterTiktokAccount *account)
{
  g_autofree char *name = roster_tiktok_account_dup_title (account);
  gboolean links_known = !roster_gaps_contain (rules->gaps, ROSTER_GAP_KIND_LINKS, roster_item_get_key (ROSTER_ITEM (account)));

  switch (roster_tiktok_account_get_readiness (account))
    {
    case ROSTER_READINESS_NOT_LINKED:
      if (links_known)
        find (rules, ROSTER_FINDING_KIND_NOT_LINKED, ROSTER_FINDING_SEVERITY_WARNING, account,
              /* Translators: a TikTok account. */
              g_strdup_printf (_("%s is linked to no ad account"), name),
              _("It does not show up in TikTok Ads Manager until it is linked to an ad account."));
      break;

    case ROSTER_READINESS_NO_OPERATOR:
      if (links_known && !may_have_operator (rules))
        find (rules, ROSTER_FINDING_KIND_NO_OPERATOR, ROSTER_FINDING_SEVERITY_WARNING, account,
              /* Translators: a TikTok account. */
              g_strdup_printf (_("%s is not ready for Spark Ads"), name),
              _("Nobody is Operator or Admin on an ad account that it is linked to. Make somebody Operator there."));
      break;

    case ROSTER_READINESS_UNKNOWN:
    case ROSTER_READINESS_READY:
    default:
      break;
    }

  if (is_unusable (account))
    {
      g_autofree char *explanation = NULL;

      /* Translators: a word of TikTok's, such as SCOPE_UNAVAILABLE. */
      explanation = g_strdup_printf (_("Its state is %s. The owner may have taken back what was granted: ask the owner to approve a new code."),
                                     roster_tiktok_account_get_available_status (account));
      find (rules, ROSTER_FINDING_KIND_UNUSABLE, ROSTER_FINDING_SEVERITY_WARNING, account,
            /* Translators: a TikTok account. */
            g_strdup_printf (_("TikTok says that %s cannot be used"), name), explanation);
    }
}

static void
look_at_vanished (Rules     *rules,
                  GPtrArray *vanished)
{
  for (guint i = 0; i < vanished->len; i++)
    {
      RosterTiktokAccount *account = vanished->pdata[i];
      g_autofree char *name = roster_tiktok_account_dup_title (account);

      if (roster_directory_find_tiktok_account (rules->directory, roster_item_get_key (ROSTER_ITEM (account))) != NULL)
        continue;

      find (rules, ROSTER_FINDING_KIND_VANISHED, ROSTER_FINDING_SEVERITY_WARNING, account,
            /* Translators: a TikTok account. */
            g_strdup_printf (_("%s is not in the Business Center any more"), name),
            _("Its owner may have ended the connection; ads that use it stop. Ask the owner to approve a new code."));
    }
}

/* Takes @room, what there is room for, in words. */
static void
look_at_limit (Rules      *rules,
               const char *about,
               guint       count,
               guint       most,
               char       *room)
{
  g_autofree char *title = room;
  g_autofree char *explanation = NULL;

  if (count * 10 < most * 9)
    return;

  /* Translators: two numbers. */
  explanation = g_strdup_printf (_("TikTok allows %'u in a Business Center, and %'u are there or invited."), most, count);
  g_ptr_array_add (rules->found, roster_finding_new (ROSTER_FINDING_KIND_NEAR_LIMIT,
                                                     count < most ? ROSTER_FINDING_SEVERITY_INFORMATION : ROSTER_FINDING_SEVERITY_WARNING,
                                                     about, NULL, title, explanation, NULL));
}

static void
look_at_limits (Rules *rules)
{
  guint n_accounts = g_list_model_get_n_items (roster_directory_get_tiktok_accounts (rules->directory));
  guint n_admins = rules->n_admins + rules->n_invited_admins;
  guint n_members = rules->n_members + rules->n_invited;
  guint room;

  room = MOST_ADMINS - MIN (n_admins, MOST_ADMINS);
  look_at_limit (rules, "admins", n_admins, MOST_ADMINS,
                 g_strdup_printf (ngettext ("Room for %'u more Admin", "Room for %'u more Admins", room), room));
  room = MOST_MEMBERS - MIN (n_members, MOST_MEMBERS);
  look_at_limit (rules, "members", n_members, MOST_MEMBERS,
                 g_strdup_printf (ngettext ("Room for %'u more person", "Room for %'u more people", room), room));
  room = MOST_TIKTOK_ACCOUNTS - MIN (n_accounts, MOST_TIKTOK_ACCOUNTS);
  look_at_limit (rules, "tiktok-accounts", n_accounts, MOST_TIKTOK_ACCOUNTS,
                 g_strdup_printf (ngettext ("Room for %'u more TikTok account", "Room for %'u more TikTok accounts", room), room));
}

/* The worst first, and within that by kind; otherwise as the lists have them. */
static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  RosterFinding *one = *(RosterFinding *const *) a;
  RosterFinding *other = *(RosterFinding *const *) b;

  if (roster_finding_get_severity (one) != roster_finding_get_severity (other))
    return (int) roster_finding_get_severity (other) - (int) roster_finding_get_severity (one);

  return (int) roster_finding_get_kind (one) - (int) roster_finding_get_kind (other);
}

/**
 * roster_finding_rules_apply:
 * @directory: what is known
 * @oneself: (nullable): who is signed in
 * @gaps: (nullable): what is known in part only
 * @vanished: (element-type RosterTiktokAccount): TikTok accounts that were in the Business Center once
 * @now_us: the time now, in microseconds since 1970
 *
 * Returns: (transfer full) (element-type RosterFinding): all that deserves attention, the worst first
 */
GPtrArray *
roster_finding_rules_apply (RosterDirectory *directory,
                            RosterPerson    *oneself,
                            RosterGaps      *gaps,
                            GPtrArray       *vanished,
                            gint64           now_us)
{
  GListModel *principals = roster_directory_get_principals (directory);
  GListModel *accounts = roster_directory_get_tiktok_accounts (directory);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Rules) rules = { .oneself = oneself, .gaps = gaps, .now_us = now_us, .found = found };

  rules_init (&rules, directory);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      look_at_principal (&rules, principal);
    }
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      look_at_tiktok_account (&rules, account);
    }
  look_at_vanished (&rules, vanished);
  look_at_admins (&rules);
  look_at_limits (&rules);

  g_ptr_array_sort (found, compare_findings);

  return g_steal_pointer (&found);
}
