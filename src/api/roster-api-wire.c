/* roster-api-wire.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-wire.h"

#include "roster-json.h"

/* TikTok's words for the words of the domain, both ways. A word that this program does not know becomes `OTHER`, and whoever reads it keeps
 * the text beside it. Account groups spell the levels in another way than everything else. */

#define GROUP_PREFIX "ADVERTISER_ROLE_"

typedef struct
{
  const char *word;
  int value;
} Word;

static const Word levels[] = {
  { "ADMIN", ROSTER_LEVEL_ADMIN },
  { "OPERATOR", ROSTER_LEVEL_OPERATOR },
  { "ANALYST", ROSTER_LEVEL_ANALYST },
  { NULL, ROSTER_LEVEL_OTHER },
};

static const Word group_levels[] = {
  { GROUP_PREFIX "ADMIN", ROSTER_LEVEL_ADMIN },
  { GROUP_PREFIX "OPERATOR", ROSTER_LEVEL_OPERATOR },
  { GROUP_PREFIX "ANALYST", ROSTER_LEVEL_ANALYST },
  { NULL, ROSTER_LEVEL_OTHER },
};

static const Word roles[] = {
  { "ADMIN", ROSTER_ROLE_ADMIN },
  { "STANDARD", ROSTER_ROLE_STANDARD },
  { NULL, ROSTER_ROLE_OTHER },
};

static const Word finance_roles[] = {
  { "MANAGER", ROSTER_FINANCE_ROLE_MANAGER },
  { "ANALYST", ROSTER_FINANCE_ROLE_ANALYST },
  { NULL, ROSTER_FINANCE_ROLE_OTHER },
};

static const Word memberships[] = {
  { "BOUND", ROSTER_MEMBERSHIP_BOUND },
  { "PENDING", ROSTER_MEMBERSHIP_PENDING },
  { "REJECTED", ROSTER_MEMBERSHIP_REJECTED },
  { "UNBOUND", ROSTER_MEMBERSHIP_UNBOUND },
  { NULL, ROSTER_MEMBERSHIP_OTHER },
};

static const Word ownerships[] = {
  { "OWNER_BC", ROSTER_OWNERSHIP_OWN },
  { "OWNER_PARTNER", ROSTER_OWNERSHIP_PARTNER },
  { "OWNER_INDIVIDUAL", ROSTER_OWNERSHIP_INDIVIDUAL },
  { NULL, ROSTER_OWNERSHIP_OTHER },
};

static const Word tiktok_roles[] = {
  { "POST", ROSTER_TIKTOK_ROLES_POST },
  { "LIVE", ROSTER_TIKTOK_ROLES_LIVE },
  { "DIRECT_MESSAGE", ROSTER_TIKTOK_ROLES_DIRECT_MESSAGE },
  { NULL, ROSTER_TIKTOK_ROLES_OTHER },
};

static int
read_word (const Word *words,
           const char *text,
           int         nothing)
{
  if (text == NULL || *text == '\0')
    return nothing;

  while (words->word != NULL && !g_str_equal (words->word, text))
    words++;

  return words->value;
}

static const char *
write_word (const Word *words,
            int         value)
{
  while (words->word != NULL && words->value != value)
    words++;

  return words->word;
}

/**
 * roster_api_wire_read_level:
 * @word: (nullable): an `advertiser_role`, in either spelling
 *
 * Returns: the level; @ROSTER_LEVEL_NONE when there is no word
 */
RosterLevel
roster_api_wire_read_level (const char *word)
{
  RosterLevel level = (RosterLevel) read_word (levels, word, ROSTER_LEVEL_NONE);

  return level == ROSTER_LEVEL_OTHER ? (RosterLevel) read_word (group_levels, word, ROSTER_LEVEL_NONE) : level;
}

/**
 * roster_api_wire_read_role:
 * @word: (nullable): a `user_role`
 *
 * Returns: the role; @ROSTER_ROLE_UNKNOWN when there is no word
 */
RosterRole
roster_api_wire_read_role (const char *word)
{
  return (RosterRole) read_word (roles, word, ROSTER_ROLE_UNKNOWN);
}

/**
 * roster_api_wire_read_finance_role:
 * @word: (nullable): a `finance_role`
 *
 * Returns: the role; @ROSTER_FINANCE_ROLE_NONE when there is no word
 */
RosterFinanceRole
roster_api_wire_read_finance_role (const char *word)
{
  return (RosterFinanceRole) read_word (finance_roles, word, ROSTER_FINANCE_ROLE_NONE);
}

/**
 * roster_api_wire_read_membership:
 * @word: (nullable): a `relation_status`
 *
 * Returns: the state; @ROSTER_MEMBERSHIP_UNKNOWN when there is no word
 */
RosterMembership
roster_api_wire_read_membership (const char *word)
{
  return (RosterMembership) read_word (memberships, word, ROSTER_MEMBERSHIP_UNKNOWN);
}

/**
 * roster_api_wire_read_ownership:
 * @word: (nullable): a `relation_type`
 *
 * Returns: whose it is; @ROSTER_OWNERSHIP_UNKNOWN when there is no word
 */
RosterOwnership
roster_api_wire_read_ownership (const char *word)
{
  return (RosterOwnership) read_word (ownerships, word, ROSTER_OWNERSHIP_UNKNOWN);
}

/**
 * roster_api_wire_read_tiktok_roles:
 * @words: (nullable): the `tt_account_roles` of an account that somebody holds
 *
 * Returns: the roles; @ROSTER_TIKTOK_ROLES_OTHER when there is no word, since the account is held all the same
 */
RosterTiktokRoles
roster_api_wire_read_tiktok_roles (JsonArray *words)
{
  RosterTiktokRoles found = ROSTER_TIKTOK_ROLES_NONE;

  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
    {
      JsonNode *node = json_array_get_element (words, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        found |= (RosterTiktokRoles) read_word (tiktok_roles, json_node_get_string (node), ROSTER_TIKTOK_ROLES_NONE);
    }

  return found != ROSTER_TIKTOK_ROLES_NONE ? found : ROSTER_TIKTOK_ROLES_OTHER;
}

/**
 * roster_api_wire_read_answer:
 * @object: (nullable): an object
 * @member: the name of a boolean
 *
 * Returns: yes or no; @ROSTER_ANSWER_UNKNOWN when there is no boolean
 */
RosterAnswer
roster_api_wire_read_answer (JsonObject *object,
                             const char *member)
{
  if (roster_json_get_boolean (object, member, TRUE) != roster_json_get_boolean (object, member, FALSE))
    return ROSTER_ANSWER_UNKNOWN;

  return roster_json_get_boolean (object, member, FALSE) ? ROSTER_ANSWER_YES : ROSTER_ANSWER_NO;
}

/**
 * roster_api_wire_write_level:
 * @level: a level
 *
 * Returns: (transfer none) (nullable): the `advertiser_role`; %NULL when there is no word for it
 */
const char *
roster_api_wire_write_level (RosterLevel level)
{
  return write_word (levels, level);
}

/**
 * roster_api_wire_write_group_level:
 * @level: a level
 *
 * Returns: (transfer none) (nullable): the value in `asset_roles` of an account group; %NULL when there is no word for it
 */
const char *
roster_api_wire_write_group_level (RosterLevel level)
{
  return write_word (group_levels, level);
}

/**
 * roster_api_wire_write_role:
 * @role: a role
 *
 * Returns: (transfer none) (nullable): the `user_role`; %NULL when there is no word for it
 */
const char *
roster_api_wire_write_role (RosterRole role)
{
  return write_word (roles, role);
}

/**
 * roster_api_wire_write_finance_role:
 * @finance_role: a role
 *
 * Returns: (transfer none) (nullable): the `finance_role`; %NULL when there is no word for it
 */
const char *
roster_api_wire_write_finance_role (RosterFinanceRole finance_role)
{
  return write_word (finance_roles, finance_role);
}

/**
 * roster_api_wire_write_membership:
 * @membership: a membership
 *
 * Returns: (transfer none) (nullable): the `relation_status`; %NULL when there is no word for it
 */
const char *
roster_api_wire_write_membership (RosterMembership membership)
{
  return write_word (memberships, membership);
}

/**
 * roster_api_wire_write_tiktok_roles:
 * @wanted: roles
 *
 * Returns: (transfer full): the `tt_account_roles`
 */
JsonArray *
roster_api_wire_write_tiktok_roles (RosterTiktokRoles wanted)
{
  JsonArray *words = json_array_new ();

  for (const Word *word = tiktok_roles; word->word != NULL; word++)
    {
      if ((wanted & (guint) word->value) != 0)
        json_array_add_string_element (words, word->word);
    }

  return words;
}

/**
 * roster_api_wire_write_asset_type:
 * @scope: a kind of asset
 *
 * Returns: (transfer none): the `asset_type`
 */
const char *
roster_api_wire_write_asset_type (RosterAccessScope scope)
{
  return scope == ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS ? "TT_ACCOUNT" : "ADVERTISER";
}
