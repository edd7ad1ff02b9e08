/* roster-invitees.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitees.h"

#include "roster-address-list.h"
#include "roster-address.h"

/* What was written down to be invited, held against who is there. It is looked at anew whenever the text changes, which is with each key, or the
 * list of people; what that takes of the people is kept until they change. */

struct _RosterInvitees
{
  GObject parent_instance;

  RosterDirectory *directory;
  char *text;
  GListStore *invitees;
  GHashTable *again;   /* keys of those who shall be invited again */

  GHashTable *people;  /* (nullable): key of an address -> RosterPerson */
  GHashTable *domains; /* domain of a member's address -> how many have it */
};

G_DEFINE_FINAL_TYPE (RosterInvitees, roster_invitees, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} RosterInviteesSignal;

static guint signals[SIGNAL_CHANGED + 1];

static void
look_at_people (RosterInvitees *self)
{
  GListModel *principals = roster_directory_get_principals (self->directory);

  if (self->people != NULL)
    return;

  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_hash_table_remove_all (self->domains);
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
}

static void
on_again (RosterInvitees *self,
          GParamSpec     *pspec,
          RosterInvitee  *invitee)
{
  g_autofree char *key = roster_person_dup_address_key (roster_invitee_get_text (invitee));

  if (roster_invitee_get_again (invitee))
    g_hash_table_add (self->again, g_steal_pointer (&key));
  else
    g_hash_table_remove (self->again, key);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* @seen: keys of the addresses further up. */
static RosterInvitee *
make_invitee (RosterInvitees           *self,
              const RosterAddressEntry *entry,
              GHashTable               *seen)
{
  g_autofree char *key = roster_person_dup_address_key (entry->text);
  g_autofree char *correction = NULL;
  RosterPerson *person = g_hash_table_lookup (self->people, key);
  RosterInviteeState state = ROSTER_INVITEE_STATE_NEW;
  gboolean again = g_hash_table_contains (self->again, key);
  RosterInvitee *invitee;

  if (!entry->is_address)
    {
      state = ROSTER_INVITEE_STATE_MALFORMED;
    }
  else if (!g_hash_table_add (seen, g_steal_pointer (&key)))
    {
      state = ROSTER_INVITEE_STATE_TWICE;
    }
  else if (person != NULL)
    {
      state = roster_person_get_membership (person) == ROSTER_MEMBERSHIP_BOUND ? ROSTER_INVITEE_STATE_MEMBER : ROSTER_INVITEE_STATE_INVITED;
    }
  else
    {
      correction = roster_address_dup_correction (entry->text, self->domains);
      if (correction != NULL)
        state = ROSTER_INVITEE_STATE_DOUBTFUL;
    }

  invitee = roster_invitee_new (entry->text, entry->start, state, person, correction);
  roster_invitee_set_again (invitee, again);
  g_signal_connect_object (invitee, "notify::again", G_CALLBACK (on_again), self, G_CONNECT_SWAPPED);

  return invitee;
}

static void
update (RosterInvitees *self)
{
  g_autoptr (GPtrArray) entries = roster_address_list_split (self->text);
  g_autoptr (GPtrArray) invitees = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  look_at_people (self);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (invitees, make_invitee (self, entries->pdata[i], seen));
  g_list_store_splice (self->invitees, 0, g_list_model_get_n_items (G_LIST_MODEL (self->invitees)), invitees->pdata, invitees->len);
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

  g_clear_object (&self->directory);
  g_free (self->text);
  g_clear_object (&self->invitees);
  g_clear_pointer (&self->again, g_hash_table_unref);
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
  self->invitees = g_list_store_new (ROSTER_TYPE_INVITEE);
  self->again = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
 * roster_invitees_get_model:
 * @self: the invitees
 *
 * Returns: (transfer none): a list of #RosterInvitee, in the order in which they were written
 */
GListModel *
roster_invitees_get_model (RosterInvitees *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEES (self), NULL);

  return G_LIST_MODEL (self->invitees);
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
  guint count = 0;

  g_return_val_if_fail (ROSTER_IS_INVITEES (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->invitees)); i++)
    {
      g_autoptr (RosterInvitee) invitee = g_list_model_get_item (G_LIST_MODEL (self->invitees), i);

      count += roster_invitee_get_state (invitee) == state;
    }

  return count;
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
  guint count = 0;

  g_return_val_if_fail (ROSTER_IS_INVITEES (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->invitees)); i++)
    {
      g_autoptr (RosterInvitee) invitee = g_list_model_get_item (G_LIST_MODEL (self->invitees), i);

      count += roster_invitee_is_wanted (invitee);
    }

  return count;
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

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->invitees)); i++)
    {
      g_autoptr (RosterInvitee) invitee = g_list_model_get_item (G_LIST_MODEL (self->invitees), i);
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
