/* roster-invitees.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitees.h"

#include <string.h>

#include "roster-address.h"

/* What was written down to be invited, held against who is there. It is looked at anew whenever the text changes, which is with each key, or the
 * list of people; what that takes of the people is kept until they change. */

/* A text of so many bytes is looked at with each key, at once; a longer one in slices, while the window goes on. */
#define AT_ONCE (16 * 1024)

/* What is done in one turn of the main loop: characters that are read, addresses that are judged, and objects that are freed. */
#define SLICE_EFFORT (8 * 1024)
#define SLICE_ADDRESSES 100
#define SLICE_FREED 512

/* What is to be said about a domain. */
typedef struct
{
  RosterAddressDoubt doubt;
  char *meant; /* (nullable): another one */
} Domain;

struct _RosterInvitees
{
  GObject parent_instance;

  RosterDirectory *directory;
  char *text;
  GHashTable *again;    /* keys of those who shall be invited again */
  GHashTable *accepted; /* keys of those who shall be invited whatever the doubt, each with its doubt */
  GHashTable *doubted;  /* key of those who were doubtful in a file -> why */

  GPtrArray *invitees;
  GPtrArray *in_state[ROSTER_INVITEE_STATE_INVITED + 1]; /* each of @invitees */
  guint n_wanted;
  guint n_accepted;

  /* While a text is looked at. */
  RosterAddressSplitter *splitter; /* (nullable) */
  gboolean split;                  /* whole */
  guint n_entries;                 /* of it, then */
  GHashTable *seen;                /* key, of @keys -> the one of @invitees that counts */
  GStringChunk *keys;              /* which are many, and freed at once */
  GPtrArray *stale;                /* to be freed */
  guint slice_id;

  GHashTable *people;    /* (nullable): key of an address -> RosterPerson */
  GHashTable *domains;   /* domain of a member's address -> how many have it */
  GHashTable *skeletons; /* roster_address_dup_skeleton() of these -> domain */
  GHashTable *judged;    /* domain that was written -> Domain */
};

G_DEFINE_FINAL_TYPE (RosterInvitees, roster_invitees, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} RosterInviteesSignal;

static guint signals[SIGNAL_CHANGED + 1];

static void
domain_free (Domain *domain)
{
  g_free (domain->meant);
  g_free (domain);
}

/* People */

static void
look_at_domains (RosterInvitees *self)
{
  GHashTableIter iter;
  gpointer domain;

  g_hash_table_remove_all (self->skeletons);
  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, &domain, NULL))
    g_hash_table_insert (self->skeletons, roster_address_dup_skeleton (domain), g_strdup (domain));
}

static void
look_at_people (RosterInvitees *self)
{
  GListModel *principals = roster_directory_get_principals (self->directory);

  if (self->people != NULL)
    return;

  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_hash_table_remove_all (self->domains);
  g_hash_table_remove_all (self->judged);
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      const char *address = roster_principal_get_address (principal);
      g_autofree char *key = roster_person_dup_address_key (address);
      RosterMembership membership;

      if (!ROSTER_IS_PERSON (principal) || address == NULL || *address == '\0')
        continue;

      /* Who has left may come back. */
      membership = roster_person_get_membership (ROSTER_PERSON (principal));
      if (membership == ROSTER_MEMBERSHIP_UNBOUND)
        continue;

      if (membership == ROSTER_MEMBERSHIP_BOUND)
        roster_address_count_domain (self->domains, address);
      /* Of a member and an old invitation to the same address, the member counts. */
      if (membership == ROSTER_MEMBERSHIP_BOUND || !g_hash_table_contains (self->people, key))
        g_hash_table_insert (self->people, g_steal_pointer (&key), g_steal_pointer (&principal));
    }
  look_at_domains (self);
}

static Domain *
make_domain (RosterInvitees *self,
             const char     *name)
{
  g_autofree char *skeleton = roster_address_dup_skeleton (name);
  const char *alike = g_hash_table_lookup (self->skeletons, skeleton);
  Domain *domain = g_new0 (Domain, 1);

  if (g_hash_table_contains (self->domains, name))
    return domain;

  domain->doubt = alike != NULL ? ROSTER_ADDRESS_DOUBT_LOOKALIKE : ROSTER_ADDRESS_DOUBT_SLIP;
  domain->meant = alike != NULL ? g_strdup (alike) : roster_address_dup_meant_domain (name, self->domains);
  if (domain->meant == NULL)
    domain->doubt = ROSTER_ADDRESS_DOUBT_NONE;

  return domain;
}

/* Most who are written down work for a few companies. */
static const Domain *
judge_domain (RosterInvitees *self,
              const char     *address)
{
  g_autofree char *name = roster_address_dup_domain (address);
  Domain *domain = g_hash_table_lookup (self->judged, name);

  if (domain == NULL)
    {
      domain = make_domain (self, name);
      g_hash_table_insert (self->judged, g_steal_pointer (&name), domain);
    }

  return domain;
}

/* Wishes */

static char *
dup_accepted_key (const char         *key,
                  RosterAddressDoubt  doubt)
{
  return g_strdup_printf ("%u %s", (guint) doubt, key);
}

static void
note (GHashTable *keys,
      char       *key, /* (transfer full) */
      gboolean    wished)
{
  if (wished)
    {
      g_hash_table_add (keys, key);
      return;
    }

  g_hash_table_remove (keys, key);
  g_free (key);
}

static void
on_wish (RosterInvitees *self,
         GParamSpec     *pspec,
         RosterInvitee  *invitee)
{
  g_autofree char *key = roster_person_dup_address_key (roster_invitee_get_text (invitee));

  if (roster_invitee_is_wanted (invitee))
    self->n_wanted++;
  else
    self->n_wanted--;
  if (roster_invitee_get_state (invitee) == ROSTER_INVITEE_STATE_DOUBTFUL)
    self->n_accepted = roster_invitee_get_accepted (invitee) ? self->n_accepted + 1 : self->n_accepted - 1;
  if (roster_invitee_get_state (invitee) == ROSTER_INVITEE_STATE_DOUBTFUL)
    note (self->accepted, dup_accepted_key (key, roster_invitee_get_doubt (invitee)), roster_invitee_get_accepted (invitee));
  else
    note (self->again, g_steal_pointer (&key), roster_invitee_get_again (invitee));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Judging */

static void
doubt (RosterInvitees           *self,
       RosterInvitee            *invitee,
       const RosterAddressEntry *entry,
       const char               *key)
{
  const Domain *domain = judge_domain (self, entry->text);
  RosterAddressDoubt why = entry->doubt;
  g_autofree char *correction = g_strdup (entry->correction);
  g_autofree char *accepted = NULL;

  /* Who looks at an address should hear of the colleagues' domain, rather than of letters. */
  if (domain->meant != NULL && (why == ROSTER_ADDRESS_DOUBT_NONE || why == ROSTER_ADDRESS_DOUBT_SCRIPTS || why == ROSTER_ADDRESS_DOUBT_LOOKALIKE))
    {
      why = domain->doubt;
      g_free (correction);
      correction = g_strdup_printf ("%.*s@%s", (int) (strrchr (entry->text, '@') - entry->text), entry->text, domain->meant);
    }
  if (why == ROSTER_ADDRESS_DOUBT_NONE)
    why = (RosterAddressDoubt) GPOINTER_TO_UINT (g_hash_table_lookup (self->doubted, key));
  if (why == ROSTER_ADDRESS_DOUBT_NONE)
    return;

  roster_invitee_set_doubt (invitee, why, correction);
  accepted = dup_accepted_key (key, why);
  roster_invitee_set_accepted (invitee, g_hash_table_contains (self->accepted, accepted));
}

/* Returns: whether the address counts where it stands */
static gboolean
see (RosterInvitees *self,
     RosterInvitee  *invitee,
     const char     *key)
{
  RosterInvitee *before = g_hash_table_lookup (self->seen, key);

  if (before != NULL && (roster_invitee_get_state (before) != ROSTER_INVITEE_STATE_DOUBTFUL ||
                         roster_invitee_get_state (invitee) == ROSTER_INVITEE_STATE_DOUBTFUL))
    return FALSE;

  if (before != NULL)
    roster_invitee_set_twice (before);
  g_hash_table_insert (self->seen, g_string_chunk_insert (self->keys, key), invitee);

  return TRUE;
}

static RosterInviteeState
judge_person (RosterPerson *person)
{
  if (person == NULL)
    return ROSTER_INVITEE_STATE_NEW;

  return roster_person_get_membership (person) == ROSTER_MEMBERSHIP_BOUND ? ROSTER_INVITEE_STATE_MEMBER : ROSTER_INVITEE_STATE_INVITED;
}

static RosterInvitee *
make_invitee (RosterInvitees           *self,
              const RosterAddressEntry *entry)
{
  g_autofree char *key = NULL;
  RosterPerson *person;
  RosterInvitee *invitee;

  if (!entry->is_address)
    return roster_invitee_new (entry->text, entry->start, entry->length, ROSTER_INVITEE_STATE_MALFORMED, NULL);

  key = roster_person_dup_address_key (entry->text);
  person = g_hash_table_lookup (self->people, key);
  invitee = roster_invitee_new (entry->text, entry->start, entry->length, judge_person (person), person);
  if (person == NULL)
    doubt (self, invitee, entry, key);
  if (!see (self, invitee, key))
    {
      g_object_unref (invitee);
      return roster_invitee_new (entry->text, entry->start, entry->length, ROSTER_INVITEE_STATE_TWICE, person);
    }

  roster_invitee_set_again (invitee, g_hash_table_contains (self->again, key));
  if (roster_invitee_can_be_again (invitee) || roster_invitee_get_state (invitee) == ROSTER_INVITEE_STATE_DOUBTFUL)
    g_signal_connect_object (invitee, "notify", G_CALLBACK (on_wish), self, G_CONNECT_SWAPPED);

  return invitee;
}

static void
forget_seen (RosterInvitees *self)
{
  g_hash_table_remove_all (self->seen);
  g_string_chunk_clear (self->keys);
}

static void
finish (RosterInvitees *self)
{
  g_clear_pointer (&self->splitter, roster_address_splitter_free);
  forget_seen (self);
  for (guint i = 0; i < self->invitees->len; i++)
    {
      RosterInvitee *invitee = self->invitees->pdata[i];

      g_ptr_array_add (self->in_state[roster_invitee_get_state (invitee)], invitee);
      self->n_wanted += roster_invitee_is_wanted (invitee);
      self->n_accepted += roster_invitee_get_accepted (invitee);
    }
}

/* Returns: whether there is more to do */
static gboolean
judge_slice (RosterInvitees *self)
{
  GPtrArray *entries = roster_address_splitter_get_entries (self->splitter);
  guint end;

  if (!self->split)
    {
      self->split = !roster_address_splitter_step (self->splitter, SLICE_EFFORT);
      self->n_entries = entries->len;
      return TRUE;
    }

  if (self->invitees->len < self->n_entries)
    {
      end = MIN (self->invitees->len + SLICE_ADDRESSES, self->n_entries);
      while (self->invitees->len < end)
        g_ptr_array_add (self->invitees, make_invitee (self, entries->pdata[self->invitees->len]));
      return TRUE;
    }

  if (entries->len > SLICE_FREED)
    {
      g_ptr_array_set_size (entries, (int) (entries->len - SLICE_FREED));
      return TRUE;
    }

  finish (self);

  return FALSE;
}

static gboolean
on_slice (gpointer user_data)
{
  RosterInvitees *self = user_data;

  if (self->stale->len > 0)
    {
      g_ptr_array_set_size (self->stale, (int) (self->stale->len - MIN (self->stale->len, SLICE_FREED)));
      return G_SOURCE_CONTINUE;
    }
  if (self->splitter != NULL && judge_slice (self))
    return G_SOURCE_CONTINUE;

  self->slice_id = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Those who were judged are not freed in one go either. */
static void
forget (RosterInvitees *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->in_state); i++)
    g_ptr_array_set_size (self->in_state[i], 0);
  self->n_wanted = 0;
  self->n_accepted = 0;
  forget_seen (self);
  g_clear_pointer (&self->splitter, roster_address_splitter_free);
  g_ptr_array_extend_and_steal (self->stale, g_steal_pointer (&self->invitees));
  self->invitees = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
update (RosterInvitees *self)
{
  forget (self);
  look_at_people (self);
  self->splitter = roster_address_splitter_new (self->text, ROSTER_ADDRESS_LIST_NONE);
  self->split = FALSE;
  if (strlen (self->text) <= AT_ONCE)
    while (judge_slice (self))
      ;
  if ((self->splitter != NULL || self->stale->len > 0) && self->slice_id == 0)
    self->slice_id = g_idle_add (on_slice, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_people_changed (RosterInvitees *self)
{
  g_clear_pointer (&self->people, g_hash_table_unref);
  update (self);
}

static void
roster_invitees_finalize (GObject *object)
{
  RosterInvitees *self = ROSTER_INVITEES (object);

  g_clear_handle_id (&self->slice_id, g_source_remove);
  g_clear_pointer (&self->splitter, roster_address_splitter_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->in_state); i++)
    g_ptr_array_unref (self->in_state[i]);
  g_ptr_array_unref (self->invitees);
  g_ptr_array_unref (self->stale);
  g_clear_object (&self->directory);
  g_free (self->text);
  g_clear_pointer (&self->again, g_hash_table_unref);
  g_clear_pointer (&self->accepted, g_hash_table_unref);
  g_clear_pointer (&self->doubted, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_string_chunk_free (self->keys);
  g_clear_pointer (&self->skeletons, g_hash_table_unref);
  g_clear_pointer (&self->judged, g_hash_table_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->domains, g_hash_table_unref);

  G_OBJECT_CLASS (roster_invitees_parent_class)->finalize (object);
}

static void
roster_invitees_class_init (RosterInviteesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_invitees_finalize;

  /**
   * RosterInvitees::changed:
   * @self: the invitees
   *
   * Who is invited, or what is to be said about somebody, is different.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_invitees_init (RosterInvitees *self)
{
  self->text = g_strdup ("");
  self->invitees = g_ptr_array_new_with_free_func (g_object_unref);
  self->stale = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->in_state); i++)
    self->in_state[i] = g_ptr_array_new ();
  self->again = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->doubted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->keys = g_string_chunk_new (64 * 1024);
  self->skeletons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->judged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) domain_free);
  self->domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * roster_invitees_new:
 * @directory: who is there
 *
 * Returns: (transfer full): nobody yet
 */
RosterInvitees *
roster_invitees_new (RosterDirectory *directory)
{
  RosterInvitees *self;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), NULL);

  self = g_object_new (ROSTER_TYPE_INVITEES, NULL);
  self->directory = g_object_ref (directory);
  g_signal_connect_object (roster_directory_get_principals (directory), "items-changed", G_CALLBACK (on_people_changed), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * roster_invitees_set_text:
 * @self: the invitees
 * @text: all that was written; valid UTF-8
 */
void
roster_invitees_set_text (RosterInvitees *self,
                          const char     *text)
{
  g_return_if_fail (ROSTER_IS_INVITEES (self) && text != NULL);

  if (g_str_equal (self->text, text))
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  update (self);
}

/**
 * roster_invitees_note_doubt:
 * @self: the invitees
 * @entry: an address of a file that is doubtful there, and may not be when it stands alone
 *
 * Notes what was to be doubted: the address is doubtful from now on, wherever it stands.
 */
void
roster_invitees_note_doubt (RosterInvitees           *self,
                            const RosterAddressEntry *entry)
{
  g_return_if_fail (ROSTER_IS_INVITEES (self) && entry != NULL);

  g_hash_table_insert (self->doubted, roster_person_dup_address_key (entry->text), GUINT_TO_POINTER (entry->doubt));
}

/**
 * roster_invitees_is_judging:
 * @self: the invitees
 *
 * Tells whether a long text is still being looked at. Until #RosterInvitees::changed tells that it is done, nobody is known, and nobody is invited.
 *
 * Returns: whether it is
 */
gboolean
roster_invitees_is_judging (RosterInvitees *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEES (self), FALSE);

  return self->splitter != NULL;
}

/**
 * roster_invitees_get_n_all:
 * @self: the invitees
 *
 * Returns: how many there are, whatever is to be said about them
 */
guint
roster_invitees_get_n_all (RosterInvitees *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEES (self), 0);

  return self->splitter == NULL ? self->invitees->len : 0;
}

/**
 * roster_invitees_get:
 * @self: the invitees
 * @position: which, in the order in which they were written; less than roster_invitees_get_n_all()
 *
 * Returns: (transfer none): one of them
 */
RosterInvitee *
roster_invitees_get (RosterInvitees *self,
                     guint           position)
{
  g_return_val_if_fail (ROSTER_IS_INVITEES (self) && position < roster_invitees_get_n_all (self), NULL);

  return self->invitees->pdata[position];
}

/**
 * roster_invitees_get_in_state:
 * @self: the invitees
 * @state: what is to be said about them
 * @position: which of these; less than roster_invitees_count()
 *
 * Returns: (transfer none): one of them
 */
RosterInvitee *
roster_invitees_get_in_state (RosterInvitees     *self,
                              RosterInviteeState  state,
                              guint               position)
{
  g_return_val_if_fail (ROSTER_IS_INVITEES (self) && position < roster_invitees_count (self, state), NULL);

  return self->in_state[state]->pdata[position];
}

/**
 * roster_invitees_count:
 * @self: the invitees
 * @state: what is to be said about them
 *
 * Returns: of how many
 */
guint
roster_invitees_count (RosterInvitees     *self,
                       RosterInviteeState  state)
{
  g_return_val_if_fail (ROSTER_IS_INVITEES (self) && state < G_N_ELEMENTS (self->in_state), 0);

  return self->in_state[state]->len;
}

/**
 * roster_invitees_count_wanted:
 * @self: the invitees
 *
 * Returns: how many of them would be invited now
 */
guint
roster_invitees_count_wanted (RosterInvitees *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEES (self), 0);

  return self->n_wanted;
}

/**
 * roster_invitees_count_waiting:
 * @self: the invitees
 *
 * Returns: how many are doubtful, and nobody accepted them
 */
guint
roster_invitees_count_waiting (RosterInvitees *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEES (self), 0);

  return self->in_state[ROSTER_INVITEE_STATE_DOUBTFUL]->len - self->n_accepted;
}

/**
 * roster_invitees_make_changes:
 * @self: the invitees
 * @role: their role
 * @finance_role: their finance role
 * @ad_accounts: (nullable): a list of #RosterAdAccount that they get
 * @level: the level on all of these
 *
 * Returns: (transfer full): what invites them, to be sent in this order; an invitation that is sent again is withdrawn before
 */
RosterChangeSet *
roster_invitees_make_changes (RosterInvitees    *self,
                              RosterRole         role,
                              RosterFinanceRole  finance_role,
                              GListModel        *ad_accounts,
                              RosterLevel        level)
{
  RosterChangeSet *changes = roster_change_set_new ();

  g_return_val_if_fail (ROSTER_IS_INVITEES (self), changes);

  for (guint i = 0; i < roster_invitees_get_n_all (self); i++)
    {
      RosterInvitee *invitee = self->invitees->pdata[i];
      g_autoptr (RosterChange) invitation = NULL;

      if (!roster_invitee_is_wanted (invitee))
        continue;

      if (roster_invitee_get_again (invitee))
        {
          g_autoptr (RosterChange) withdrawal = roster_change_new_withdraw (roster_invitee_get_person (invitee));

          roster_change_set_add (changes, withdrawal);
        }
      invitation = roster_change_new_invite (roster_invitee_get_text (invitee), role, finance_role, ad_accounts, level);
      roster_change_set_add (changes, invitation);
    }

  return changes;
}
