/* roster-change-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-check.h"

/* Whether changes still fit what is known. What has not been read is no obstacle: TikTok decides then.
 *
 * The changes of a list are looked at together: somebody may be invited and given more in the same go, an invitation is sent again by
 * withdrawing it before, and an Admin may go where another one is made. Nobody can leave and be given something in the same go: of such two changes
 * the later one counts. */

typedef struct
{
  RosterDirectory *directory;
  RosterAccess *access;
  RosterPerson *oneself;
  GHashTable *made;      /* keys of who is invited */
  GHashTable *withdrawn; /* keys of whose invitation is withdrawn */
  GHashTable *members;   /* addresses of people with a user ID, folded; made when first needed */
  GHashTable *leaving;   /* key of who or what leaves -> the position of the last change that says so, from 1 on */
  GHashTable *given;     /* key of who or what is given something -> the position of the last change that does */
  guint n_admins;        /* when all is done */
} Check;

static const char *
key_of (gpointer item)
{
  return roster_item_get_key (ROSTER_ITEM (item));
}

static gboolean
is_empty (GListModel *list)
{
  return g_list_model_get_n_items (list) == 0;
}

static gboolean
is_pending (RosterPrincipal *principal)
{
  return ROSTER_IS_PERSON (principal) && roster_person_get_user_id (ROSTER_PERSON (principal)) == NULL &&
         roster_person_get_membership (ROSTER_PERSON (principal)) != ROSTER_MEMBERSHIP_REJECTED;
}

static gboolean
is_admin (RosterPrincipal *principal)
{
  return ROSTER_IS_PERSON (principal) && roster_person_get_role (ROSTER_PERSON (principal)) == ROSTER_ROLE_ADMIN &&
         roster_person_get_membership (ROSTER_PERSON (principal)) == ROSTER_MEMBERSHIP_BOUND;
}

static gboolean
is_member_address (Check      *check,
                   const char *address)
{
  g_autofree char *wanted = g_utf8_casefold (address, -1);
  GListModel *principals = roster_directory_get_principals (check->directory);

  if (check->members == NULL)
    {
      check->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
        {
          g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
          const char *known = roster_principal_get_address (principal);

          /* Who has left may come back. */
          if (ROSTER_IS_PERSON (principal) && roster_person_get_user_id (ROSTER_PERSON (principal)) != NULL && known != NULL &&
              roster_person_get_membership (ROSTER_PERSON (principal)) != ROSTER_MEMBERSHIP_UNBOUND)
            g_hash_table_add (check->members, g_utf8_casefold (known, -1));
        }
    }

  return g_hash_table_contains (check->members, wanted);
}

/* Who, and which TikTok account, has to be there for a change to make sense. What is taken away is no contradiction to leaving. */
static void
get_given (RosterChange *change,
           const char   *keys[2])
{
  gboolean gives;

  keys[0] = NULL;
  keys[1] = NULL;

  switch ((int) roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      gives = roster_change_get_to_level (change) != ROSTER_LEVEL_NONE;
      break;

    case ROSTER_CHANGE_KIND_ROLES:
      gives = roster_change_get_roles (change) != ROSTER_TIKTOK_ROLES_NONE;
      break;

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      gives = TRUE;
      break;

    default:
      gives = FALSE;
    }

  if (gives && roster_change_get_principal (change) != NULL)
    keys[0] = key_of (roster_change_get_principal (change));
  if (gives && roster_change_get_tiktok_account (change) != NULL)
    keys[1] = key_of (roster_change_get_tiktok_account (change));
}

static void
note_leaving_and_given (Check        *check,
                        RosterChange *change,
                        guint         position)
{
  const char *leaving = roster_change_get_leaving (change);
  const char *given[2];

  if (leaving != NULL)
    g_hash_table_insert (check->leaving, (gpointer) leaving, GUINT_TO_POINTER (position));
  get_given (change, given);
  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i] != NULL)
      g_hash_table_insert (check->given, (gpointer) given[i], GUINT_TO_POINTER (position));
}

/* Who comes, who leaves and who is given something, before anything is judged by that. */
static void
note_all (Check      *check,
          GListModel *changes)
{
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);
      RosterChangeKind kind = roster_change_get_kind (change);

      if (roster_change_is_over (change) || roster_change_get_overtaken (change))
        continue;

      note_leaving_and_given (check, change, i + 1);
      if (kind == ROSTER_CHANGE_KIND_INVITE || kind == ROSTER_CHANGE_KIND_INVITE_AGENCY)
        g_hash_table_add (check->made, (gpointer) key_of (roster_change_get_principal (change)));
    }
}

/* Who is invited anew in the same go leaves only to come back. */
static gboolean
is_after (Check      *check,
          GHashTable *positions,
          const char *key,
          guint       position)
{
  return key != NULL && !g_hash_table_contains (check->made, key) && GPOINTER_TO_UINT (g_hash_table_lookup (positions, key)) > position;
}

static gboolean
is_overtaken (Check        *check,
              RosterChange *change,
              guint         position)
{
  const char *given[2];

  get_given (change, given);

  return roster_change_get_overtaken (change) || is_after (check, check->given, roster_change_get_leaving (change), position) ||
         is_after (check, check->leaving, given[0], position) || is_after (check, check->leaving, given[1], position);
}

/* What is known of who a change is about; NULL with @obstacle where that is nobody, or somebody who is only about to come. */
static RosterPrincipal *
find_principal (Check                *check,
                RosterChange         *change,
                RosterChangeObstacle *obstacle)
{
  RosterPrincipal *principal = roster_change_get_principal (change);
  RosterPrincipal *known = roster_directory_find_principal (check->directory, key_of (principal));

  if (known == NULL && !is_empty (roster_directory_get_principals (check->directory)) && !g_hash_table_contains (check->made, key_of (principal)))
    *obstacle = ROSTER_CHANGE_OBSTACLE_GONE;

  return known;
}

static RosterChangeObstacle
check_level (Check        *check,
             RosterChange *change)
{
  RosterAdAccount *ad_account = roster_change_get_ad_account (change);
  RosterChangeObstacle obstacle = ROSTER_CHANGE_OBSTACLE_NONE;
  RosterPrincipal *known = find_principal (check, change, &obstacle);
  RosterAdAccount *known_ad_account = roster_directory_find_ad_account (check->directory, key_of (ad_account));
  RosterLevel to = roster_change_get_to_level (change), now;
  RosterOwnership ownership;

  if (obstacle != ROSTER_CHANGE_OBSTACLE_NONE)
    return obstacle;
  if (known_ad_account == NULL && !is_empty (roster_directory_get_ad_accounts (check->directory)))
    return ROSTER_CHANGE_OBSTACLE_GONE;
  if (to == ROSTER_LEVEL_OTHER)
    return ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE;
  if (ROSTER_IS_PERSON (known) && !is_pending (known) && roster_person_get_user_id (ROSTER_PERSON (known)) == NULL)
    return ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER;

  if (ROSTER_IS_AGENCY (roster_change_get_principal (change)))
    {
      ownership = known_ad_account != NULL ? roster_ad_account_get_ownership (known_ad_account) : ROSTER_OWNERSHIP_UNKNOWN;
      if (to != ROSTER_LEVEL_NONE && (ownership == ROSTER_OWNERSHIP_PARTNER || ownership == ROSTER_OWNERSHIP_INDIVIDUAL))
        return ROSTER_CHANGE_OBSTACLE_NOT_OWN;
      if (known != NULL && roster_agency_get_waiting (ROSTER_AGENCY (known)) &&
          (to == ROSTER_LEVEL_NONE || roster_change_needs_two_steps (change)))
        return ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER;
    }

  if (known == NULL || !roster_access_is_known (check->access, key_of (known), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS))
    return ROSTER_CHANGE_OBSTACLE_NONE;

  now = roster_access_get_direct_level (check->access, key_of (known), key_of (ad_account));
  if (now == to)
    return ROSTER_CHANGE_OBSTACLE_ALREADY_SO;
  /* The first of two steps was taken before. */
  if (now == ROSTER_LEVEL_NONE && roster_change_needs_two_steps (change) && roster_change_get_writes (change) > 0)
    return ROSTER_CHANGE_OBSTACLE_NONE;

  return now == roster_change_get_from_level (change) ? ROSTER_CHANGE_OBSTACLE_NONE : ROSTER_CHANGE_OBSTACLE_DIFFERS;
}

static RosterChangeObstacle
check_roles (Check        *check,
             RosterChange *change)
{
  RosterTiktokAccount *account = roster_change_get_tiktok_account (change);
  RosterChangeObstacle obstacle = ROSTER_CHANGE_OBSTACLE_NONE;
  RosterPrincipal *known = find_principal (check, change, &obstacle);
  RosterTiktokRoles now;

  if (obstacle != ROSTER_CHANGE_OBSTACLE_NONE)
    return obstacle;
  if (roster_directory_find_tiktok_account (check->directory, key_of (account)) == NULL)
    return ROSTER_CHANGE_OBSTACLE_GONE;
  if (ROSTER_IS_AGENCY (roster_change_get_principal (change)) || (roster_change_get_roles (change) & ROSTER_TIKTOK_ROLES_OTHER) != 0)
    return ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE;
  if (known != NULL && !is_pending (known) && roster_person_get_user_id (ROSTER_PERSON (known)) == NULL)
    return ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER;

  if (known == NULL || !roster_access_is_known (check->access, key_of (known), ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS))
    return ROSTER_CHANGE_OBSTACLE_NONE;

  now = roster_access_get_roles (check->access, key_of (known), key_of (account));
  if (now == roster_change_get_roles (change))
    return ROSTER_CHANGE_OBSTACLE_ALREADY_SO;

  return now == roster_change_get_from_roles (change) ? ROSTER_CHANGE_OBSTACLE_NONE : ROSTER_CHANGE_OBSTACLE_DIFFERS;
}

static RosterChangeObstacle
check_link (Check        *check,
            RosterChange *change)
{
  RosterTiktokAccount *account = roster_directory_find_tiktok_account (check->directory, key_of (roster_change_get_tiktok_account (change)));
  const char *ad_account = key_of (roster_change_get_ad_account (change));
  gboolean links = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_LINK;

  /* An account may be linked to an ad account of somebody else's, so that only linking needs one of the list. */
  if (account == NULL || (links && roster_directory_find_ad_account (check->directory, ad_account) == NULL &&
                          !is_empty (roster_directory_get_ad_accounts (check->directory))))
    return ROSTER_CHANGE_OBSTACLE_GONE;

  if (roster_tiktok_account_get_link_count (account) < 0)
    return ROSTER_CHANGE_OBSTACLE_NONE;

  return roster_tiktok_account_is_linked_to (account, ad_account) == links ? ROSTER_CHANGE_OBSTACLE_ALREADY_SO : ROSTER_CHANGE_OBSTACLE_NONE;
}

static RosterChangeObstacle
check_invitation (Check        *check,
                  RosterChange *change)
{
  RosterPrincipal *principal = roster_change_get_principal (change);
  GListModel *ad_accounts = roster_change_get_ad_accounts (change);
  gboolean shares = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY;

  if (roster_directory_find_principal (check->directory, key_of (principal)) != NULL && !g_hash_table_contains (check->withdrawn, key_of (principal)) &&
      roster_change_get_writes (change) == 0) /* an agency with many ad accounts takes several writes */
    return ROSTER_CHANGE_OBSTACLE_ALREADY_THERE;
  if (!shares && is_member_address (check, roster_principal_get_address (principal)))
    return ROSTER_CHANGE_OBSTACLE_ALREADY_THERE;

  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (ad_accounts, i);
      RosterAdAccount *known = roster_directory_find_ad_account (check->directory, key_of (ad_account));

      if (known == NULL && !is_empty (roster_directory_get_ad_accounts (check->directory)))
        return ROSTER_CHANGE_OBSTACLE_GONE;
      if (shares && known != NULL && (roster_ad_account_get_ownership (known) == ROSTER_OWNERSHIP_PARTNER ||
                                      roster_ad_account_get_ownership (known) == ROSTER_OWNERSHIP_INDIVIDUAL))
        return ROSTER_CHANGE_OBSTACLE_NOT_OWN;
    }

  return ROSTER_CHANGE_OBSTACLE_NONE;
}

static RosterChangeObstacle
check_member_role (Check        *check,
                   RosterChange *change)
{
  RosterChangeObstacle obstacle = ROSTER_CHANGE_OBSTACLE_NONE;
  RosterPerson *known = (RosterPerson *) find_principal (check, change, &obstacle);
  RosterRole to = roster_change_get_to_role (change);
  RosterFinanceRole to_finance = roster_change_get_to_finance_role (change);

  if (obstacle != ROSTER_CHANGE_OBSTACLE_NONE)
    return obstacle;
  if (roster_person_get_user_id (ROSTER_PERSON (roster_change_get_principal (change))) == NULL)
    return ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER;
  if (known != NULL && roster_person_get_role (known) == to && roster_person_get_finance_role (known) == to_finance)
    return ROSTER_CHANGE_OBSTACLE_ALREADY_SO;
  if (known != NULL && (roster_person_get_role (known) != roster_change_get_from_role (change) ||
                        roster_person_get_finance_role (known) != roster_change_get_from_finance_role (change)))
    return ROSTER_CHANGE_OBSTACLE_DIFFERS;
  if ((to != roster_change_get_from_role (change) && to != ROSTER_ROLE_ADMIN && to != ROSTER_ROLE_STANDARD) ||
      (to_finance != roster_change_get_from_finance_role (change) && to_finance != ROSTER_FINANCE_ROLE_ANALYST &&
       to_finance != ROSTER_FINANCE_ROLE_MANAGER))
    return ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE;

  return ROSTER_CHANGE_OBSTACLE_NONE;
}

static RosterChangeObstacle
check_withdraw (Check        *check,
                RosterChange *change)
{
  RosterPrincipal *principal = roster_change_get_principal (change);
  RosterPrincipal *known = roster_directory_find_principal (check->directory, key_of (principal));

  if (roster_person_get_user_id (ROSTER_PERSON (principal)) != NULL)
    return ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE;
  if (known != NULL || is_empty (roster_directory_get_principals (check->directory)))
    return ROSTER_CHANGE_OBSTACLE_NONE;
  if (roster_change_is_unlisted (change) && !is_member_address (check, roster_principal_get_address (principal)))
    return ROSTER_CHANGE_OBSTACLE_NONE;

  /* It was accepted, or it is gone. */
  return is_member_address (check, roster_principal_get_address (principal)) ? ROSTER_CHANGE_OBSTACLE_DIFFERS : ROSTER_CHANGE_OBSTACLE_ALREADY_SO;
}

/* Somebody or something leaves: where they have left already, that is what was wanted. */
static RosterChangeObstacle
check_leaving (Check        *check,
               RosterChange *change)
{
  RosterPrincipal *principal = roster_change_get_principal (change);

  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_DISCONNECT)
    return roster_directory_find_tiktok_account (check->directory, key_of (roster_change_get_tiktok_account (change))) != NULL
             ? ROSTER_CHANGE_OBSTACLE_NONE : ROSTER_CHANGE_OBSTACLE_ALREADY_SO;

  if (ROSTER_IS_PERSON (principal) && roster_person_get_user_id (ROSTER_PERSON (principal)) == NULL)
    return ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER;

  return roster_directory_find_principal (check->directory, key_of (principal)) != NULL || is_empty (roster_directory_get_principals (check->directory))
           ? ROSTER_CHANGE_OBSTACLE_NONE : ROSTER_CHANGE_OBSTACLE_ALREADY_SO;
}

static RosterChangeObstacle
get_obstacle (Check        *check,
              RosterChange *change)
{
  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_LEVEL:
      return check_level (check, change);

    case ROSTER_CHANGE_KIND_ROLES:
      return check_roles (check, change);

    case ROSTER_CHANGE_KIND_LINK:
    case ROSTER_CHANGE_KIND_UNLINK:
      return check_link (check, change);

    case ROSTER_CHANGE_KIND_INVITE:
    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      return check_invitation (check, change);

    case ROSTER_CHANGE_KIND_MEMBER_ROLE:
      return check_member_role (check, change);

    case ROSTER_CHANGE_KIND_WITHDRAW:
      return check_withdraw (check, change);

    case ROSTER_CHANGE_KIND_DISCONNECT:
    case ROSTER_CHANGE_KIND_REMOVE:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
    default:
      return check_leaving (check, change);
    }
}

static RosterChangeWarnings
get_warnings (Check        *check,
              RosterChange *change)
{
  RosterPrincipal *principal = roster_change_get_principal (change);
  RosterChangeKind kind = roster_change_get_kind (change);
  RosterChangeWarnings warnings = ROSTER_CHANGE_WARNINGS_NONE;

  if (check->oneself != NULL && principal != NULL && g_strcmp0 (key_of (principal), key_of (check->oneself)) == 0)
    warnings |= ROSTER_CHANGE_WARNINGS_ONESELF;
  if (check->n_admins == 1 && roster_change_ends_admin (change, check->directory))
    warnings |= ROSTER_CHANGE_WARNINGS_ONE_ADMIN_LEFT;
  if (roster_change_needs_two_steps (change))
    warnings |= ROSTER_CHANGE_WARNINGS_TWO_STEPS;
  if ((kind == ROSTER_CHANGE_KIND_LEVEL || kind == ROSTER_CHANGE_KIND_ROLES) && is_pending (principal))
    warnings |= ROSTER_CHANGE_WARNINGS_KEPT;

  return warnings;
}

/* How many Admins there are when all is done, and who comes and goes on the way. What is over has its effect in the directory already. */
static void
look_ahead (Check      *check,
            GListModel *changes)
{
  GListModel *principals = roster_directory_get_principals (check->directory);
  g_autoptr (GHashTable) admins = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (is_admin (principal))
        g_hash_table_add (admins, (gpointer) key_of (principal));
    }

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);
      RosterPrincipal *principal = roster_change_get_principal (change);

      if (roster_change_is_over (change) || principal == NULL || is_overtaken (check, change, i + 1))
        continue;

      switch (roster_change_get_kind (change))
        {
        case ROSTER_CHANGE_KIND_MEMBER_ROLE:
          if (roster_change_get_to_role (change) != ROSTER_ROLE_ADMIN)
            g_hash_table_remove (admins, key_of (principal));
          else if (check_member_role (check, change) == ROSTER_CHANGE_OBSTACLE_NONE &&
                   roster_directory_find_principal (check->directory, key_of (principal)) != NULL)
            g_hash_table_add (admins, (gpointer) key_of (principal));
          break;

        case ROSTER_CHANGE_KIND_REMOVE:
          g_hash_table_remove (admins, key_of (principal));
          break;

        case ROSTER_CHANGE_KIND_WITHDRAW:
        case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
          g_hash_table_add (check->withdrawn, (gpointer) key_of (principal));
          break;

        case ROSTER_CHANGE_KIND_INVITE:
        case ROSTER_CHANGE_KIND_INVITE_AGENCY:
        case ROSTER_CHANGE_KIND_LEVEL:
        case ROSTER_CHANGE_KIND_ROLES:
        case ROSTER_CHANGE_KIND_LINK:
        case ROSTER_CHANGE_KIND_UNLINK:
        case ROSTER_CHANGE_KIND_DISCONNECT:
        default:
          break;
        }
    }
  check->n_admins = g_hash_table_size (admins);
}

static gboolean
is_given (const char   *leaving,
          RosterChange *change)
{
  const char *given[2];

  get_given (change, given);

  return leaving != NULL && (g_strcmp0 (leaving, given[0]) == 0 || g_strcmp0 (leaving, given[1]) == 0);
}

/**
 * roster_change_contradicts:
 * @change: a change
 * @other: another one
 *
 * Returns: whether by one of them somebody or something leaves, and is given something by the other
 */
gboolean
roster_change_contradicts (RosterChange *change,
                           RosterChange *other)
{
  return is_given (roster_change_get_leaving (change), other) || is_given (roster_change_get_leaving (other), change);
}

/**
 * roster_change_ends_admin:
 * @change: a change
 * @directory: what is known
 *
 * Returns: whether somebody who is an Admin now would not be one afterwards
 */
gboolean
roster_change_ends_admin (RosterChange    *change,
                          RosterDirectory *directory)
{
  RosterChangeKind kind = roster_change_get_kind (change);

  if (kind != ROSTER_CHANGE_KIND_REMOVE && (kind != ROSTER_CHANGE_KIND_MEMBER_ROLE || roster_change_get_to_role (change) == ROSTER_ROLE_ADMIN))
    return FALSE;

  return is_admin (roster_directory_find_principal (directory, key_of (roster_change_get_principal (change))));
}

/**
 * roster_change_check:
 * @changes: a list of #RosterChange
 * @directory: what is known
 * @oneself: (nullable): who makes the changes
 *
 * Looks whether changes still fit what is known, all of them together. Those that are over are passed over.
 *
 * Returns: (transfer full) (element-type RosterChangeVerdict): one verdict for each change, in their order
 */
GArray *
roster_change_check (GListModel      *changes,
                     RosterDirectory *directory,
                     RosterPerson    *oneself)
{
  GArray *verdicts = g_array_new (FALSE, TRUE, sizeof (RosterChangeVerdict));
  Check check = { .directory = directory, .access = roster_directory_get_access (directory), .oneself = oneself };

  check.made = g_hash_table_new (g_str_hash, g_str_equal);
  check.withdrawn = g_hash_table_new (g_str_hash, g_str_equal);
  check.leaving = g_hash_table_new (g_str_hash, g_str_equal);
  check.given = g_hash_table_new (g_str_hash, g_str_equal);
  note_all (&check, changes);
  look_ahead (&check, changes);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);
      RosterChangeVerdict verdict = { ROSTER_CHANGE_OBSTACLE_NONE, ROSTER_CHANGE_WARNINGS_NONE };

      if (!roster_change_is_over (change))
        {
          gboolean overtaken = is_overtaken (&check, change, i + 1);

          verdict.obstacle = overtaken ? ROSTER_CHANGE_OBSTACLE_OVERTAKEN : get_obstacle (&check, change);
          if (verdict.obstacle == ROSTER_CHANGE_OBSTACLE_NONE && check.n_admins == 0 && roster_change_ends_admin (change, directory))
            verdict.obstacle = ROSTER_CHANGE_OBSTACLE_LAST_ADMIN;
          verdict.warnings = overtaken ? ROSTER_CHANGE_WARNINGS_OVERTAKEN : get_warnings (&check, change);
        }
      g_array_append_val (verdicts, verdict);
    }

  g_hash_table_unref (check.made);
  g_hash_table_unref (check.withdrawn);
  g_hash_table_unref (check.leaving);
  g_hash_table_unref (check.given);
  g_clear_pointer (&check.members, g_hash_table_unref);

  return verdicts;
}
