/* roster-tiktok-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-tiktok-account-private.h"

#include "roster-list.h"
#include "roster-model-enums.h"

G_DEFINE_FINAL_TYPE (RosterTiktokAccount, roster_tiktok_account, ROSTER_TYPE_ITEM)

typedef enum
{
  PROP_HANDLE = 1,
  PROP_DISPLAY_NAME,
  PROP_PICTURE_URL,
  PROP_EXISTING_POSTS,
  PROP_NEW_POSTS,
  PROP_LIVE,
  PROP_MESSAGES,
  PROP_ADS_ONLY,
  PROP_AVAILABLE_STATUS,
  PROP_LINK_COUNT,
  PROP_PEOPLE_COUNT,
  PROP_READINESS,
} RosterTiktokAccountProperty;

static GParamSpec *properties[PROP_READINESS + 1];

static void
set_text (RosterTiktokAccount         *self,
          char                       **field,
          const char                  *text,
          RosterTiktokAccountProperty  property)
{
  if (g_strcmp0 (*field, text) == 0)
    return;

  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_int (RosterTiktokAccount         *self,
         int                         *field,
         int                          number,
         RosterTiktokAccountProperty  property)
{
  if (*field == number)
    return;

  *field = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_answer (RosterTiktokAccount         *self,
            RosterAnswer                *field,
            RosterAnswer                 answer,
            RosterTiktokAccountProperty  property)
{
  if (*field == answer)
    return;

  *field = answer;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
roster_tiktok_account_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RosterTiktokAccount *self = ROSTER_TIKTOK_ACCOUNT (object);

  switch ((RosterTiktokAccountProperty) prop_id)
    {
    case PROP_HANDLE:
      g_value_set_string (value, self->handle);
      break;

    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;

    case PROP_PICTURE_URL:
      g_value_set_string (value, self->picture_url);
      break;

    case PROP_EXISTING_POSTS:
      g_value_set_enum (value, self->existing_posts);
      break;

    case PROP_NEW_POSTS:
      g_value_set_enum (value, self->new_posts);
      break;

    case PROP_LIVE:
      g_value_set_enum (value, self->live);
      break;

    case PROP_MESSAGES:
      g_value_set_enum (value, self->messages);
      break;

    case PROP_ADS_ONLY:
      g_value_set_enum (value, self->ads_only);
      break;

    case PROP_AVAILABLE_STATUS:
      g_value_set_string (value, self->available_status);
      break;

    case PROP_LINK_COUNT:
      g_value_set_int (value, self->link_count);
      break;

    case PROP_PEOPLE_COUNT:
      g_value_set_int (value, self->people_count);
      break;

    case PROP_READINESS:
      g_value_set_enum (value, self->readiness);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_tiktok_account_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  RosterTiktokAccount *self = ROSTER_TIKTOK_ACCOUNT (object);

  switch ((RosterTiktokAccountProperty) prop_id)
    {
    case PROP_HANDLE:
      roster_tiktok_account_set_handle (self, g_value_get_string (value));
      break;

    case PROP_DISPLAY_NAME:
    case PROP_PICTURE_URL:
    case PROP_EXISTING_POSTS:
    case PROP_NEW_POSTS:
    case PROP_LIVE:
    case PROP_MESSAGES:
    case PROP_ADS_ONLY:
    case PROP_AVAILABLE_STATUS:
    case PROP_LINK_COUNT:
    case PROP_PEOPLE_COUNT:
    case PROP_READINESS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_tiktok_account_finalize (GObject *object)
{
  RosterTiktokAccount *self = ROSTER_TIKTOK_ACCOUNT (object);

  g_clear_pointer (&self->handle, g_free);
  g_clear_pointer (&self->display_name, g_free);
  g_clear_pointer (&self->picture_url, g_free);
  g_clear_pointer (&self->available_status, g_free);
  g_clear_object (&self->linked_ad_accounts);

  G_OBJECT_CLASS (roster_tiktok_account_parent_class)->finalize (object);
}

static void
roster_tiktok_account_class_init (RosterTiktokAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_tiktok_account_get_property;
  object_class->set_property = roster_tiktok_account_set_property;
  object_class->finalize = roster_tiktok_account_finalize;

  /**
   * RosterTiktokAccount:handle:
   *
   * The handle without @, once it is known. What was known stays when it is set to nothing, since some rows do not tell it.
   */
  properties[PROP_HANDLE] =
    g_param_spec_string ("handle", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:display-name:
   *
   * The name on TikTok, once it is known.
   */
  properties[PROP_DISPLAY_NAME] =
    g_param_spec_string ("display-name", NULL, NULL, NULL,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:picture-url:
   *
   * Where the picture is, once it is known.
   */
  properties[PROP_PICTURE_URL] =
    g_param_spec_string ("picture-url", NULL, NULL, NULL,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:existing-posts:
   *
   * Whether the owner granted existing posts.
   */
  properties[PROP_EXISTING_POSTS] =
    g_param_spec_enum ("existing-posts", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:new-posts:
   *
   * Whether the owner granted new posts.
   */
  properties[PROP_NEW_POSTS] =
    g_param_spec_enum ("new-posts", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:live:
   *
   * Whether the owner granted LIVE.
   */
  properties[PROP_LIVE] =
    g_param_spec_enum ("live", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:messages:
   *
   * Whether the owner granted messages.
   */
  properties[PROP_MESSAGES] =
    g_param_spec_enum ("messages", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:ads-only:
   *
   * Whether new posts are shown through ads only.
   */
  properties[PROP_ADS_ONLY] =
    g_param_spec_enum ("ads-only", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:available-status:
   *
   * Whether it can be used, as TikTok tells it: `AVAILABLE` or why not.
   */
  properties[PROP_AVAILABLE_STATUS] =
    g_param_spec_string ("available-status", NULL, NULL, NULL,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:link-count:
   *
   * How many ad accounts it is linked to; -1 while unknown.
   */
  properties[PROP_LINK_COUNT] =
    g_param_spec_int ("link-count", NULL, NULL, -1, G_MAXINT, -1,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:people-count:
   *
   * How many people were given it directly; -1 while unknown.
   */
  properties[PROP_PEOPLE_COUNT] =
    g_param_spec_int ("people-count", NULL, NULL, -1, G_MAXINT, -1,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTiktokAccount:readiness:
   *
   * Whether it is ready for Spark Ads.
   */
  properties[PROP_READINESS] =
    g_param_spec_enum ("readiness", NULL, NULL, ROSTER_TYPE_READINESS, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_tiktok_account_init (RosterTiktokAccount *self)
{
  self->linked_ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  self->link_count = -1;
  self->people_count = -1;
}

/**
 * roster_tiktok_account_new:
 * @asset_id: TikTok's `asset_id`
 *
 * A TikTok account that was linked to the Business Center (asset type `TT_ACCOUNT`). Its asset ID is not its `identity_id`.
 *
 * Returns: (transfer full): a new object
 */
RosterTiktokAccount *
roster_tiktok_account_new (const char *asset_id)
{
  g_autofree char *key = g_strconcat ("tt:", asset_id, NULL);

  return g_object_new (ROSTER_TYPE_TIKTOK_ACCOUNT, "key", key, NULL);
}

/**
 * roster_tiktok_account_get_handle:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the handle without @, once it is known
 */
const char *
roster_tiktok_account_get_handle (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), NULL);

  return self->handle;
}

/**
 * roster_tiktok_account_dup_title:
 * @self: the object
 *
 * Returns: (transfer full): what to call it in a sentence: its handle with @, or its name while the handle is not known
 */
char *
roster_tiktok_account_dup_title (RosterTiktokAccount *self)
{
  const char *name;

  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), NULL);

  if (self->handle != NULL)
    return g_strconcat ("@", self->handle, NULL);

  name = roster_item_get_name (ROSTER_ITEM (self));

  return g_strdup (name != NULL && *name != '\0' ? name : roster_item_get_id (ROSTER_ITEM (self)));
}

/**
 * roster_tiktok_account_get_link_count:
 * @self: the object
 *
 * Returns: how many ad accounts it is linked to; -1 while unknown
 */
int
roster_tiktok_account_get_link_count (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), 0);

  return self->link_count;
}

/**
 * roster_tiktok_account_get_people_count:
 * @self: the object
 *
 * Returns: how many people were given it directly; -1 while unknown
 */
int
roster_tiktok_account_get_people_count (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), 0);

  return self->people_count;
}

/**
 * roster_tiktok_account_get_readiness:
 * @self: the object
 *
 * Returns: whether it is ready for Spark Ads
 */
RosterReadiness
roster_tiktok_account_get_readiness (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), 0);

  return self->readiness;
}

/**
 * roster_tiktok_account_get_linked_ad_accounts:
 * @self: the TikTok account
 *
 * Returns: (transfer none): a list of #RosterAdAccount; complete only when #RosterTiktokAccount:link-count is not -1
 */
GListModel *
roster_tiktok_account_get_linked_ad_accounts (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), NULL);

  return G_LIST_MODEL (self->linked_ad_accounts);
}

/**
 * roster_tiktok_account_set_linked_ad_accounts:
 * @self: the TikTok account
 * @ad_accounts: (element-type RosterAdAccount): all that it is linked to
 *
 * Says what it is linked to, from `/bc/asset/advertiser/assigned/`.
 */
void
roster_tiktok_account_set_linked_ad_accounts (RosterTiktokAccount *self,
                                              GPtrArray           *ad_accounts)
{
  g_return_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self));

  roster_list_merge (self->linked_ad_accounts, ad_accounts);
  set_int (self, &self->link_count, (int) ad_accounts->len, PROP_LINK_COUNT);
}

/**
 * roster_tiktok_account_set_handle:
 * @self: the TikTok account
 * @handle: (nullable): the handle, with or without @; %NULL or empty is passed over, since some rows do not tell it
 */
void
roster_tiktok_account_set_handle (RosterTiktokAccount *self,
                                  const char          *handle)
{
  g_return_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self));

  if (handle != NULL && *handle == '@')
    handle++;
  if (handle != NULL && *handle != '\0')
    set_text (self, &self->handle, handle, PROP_HANDLE);
}

/**
 * roster_tiktok_account_set_identity:
 * @self: the TikTok account
 * @identity: what `/identity/get/` tells about it
 *
 * Takes over the handle, the picture and what the owner granted.
 */
void
roster_tiktok_account_set_identity (RosterTiktokAccount *self,
                                    RosterIdentity      *identity)
{
  g_return_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self) && ROSTER_IS_IDENTITY (identity));

  g_object_freeze_notify (G_OBJECT (self));
  roster_tiktok_account_set_handle (self, roster_identity_get_username (identity));
  set_text (self, &self->display_name, roster_identity_get_display_name (identity), PROP_DISPLAY_NAME);
  set_text (self, &self->picture_url, roster_identity_get_profile_image (identity), PROP_PICTURE_URL);
  set_text (self, &self->available_status, roster_identity_get_available_status (identity), PROP_AVAILABLE_STATUS);
  set_answer (self, &self->existing_posts, roster_identity_get_can_pull_video (identity), PROP_EXISTING_POSTS);
  set_answer (self, &self->new_posts, roster_identity_get_can_push_video (identity), PROP_NEW_POSTS);
  set_answer (self, &self->live, roster_identity_get_can_use_live_ads (identity), PROP_LIVE);
  set_answer (self, &self->messages, roster_identity_get_can_manage_message (identity), PROP_MESSAGES);
  set_answer (self, &self->ads_only, roster_identity_get_ads_only_mode (identity), PROP_ADS_ONLY);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * roster_tiktok_account_set_people_count:
 * @self: the TikTok account
 * @people_count: how many people were given it directly; -1 while unknown
 */
void
roster_tiktok_account_set_people_count (RosterTiktokAccount *self,
                                        int                  people_count)
{
  g_return_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self));

  set_int (self, &self->people_count, people_count, PROP_PEOPLE_COUNT);
}

/**
 * roster_tiktok_account_set_readiness:
 * @self: the TikTok account
 * @readiness: whether it is ready for Spark Ads
 */
void
roster_tiktok_account_set_readiness (RosterTiktokAccount *self,
                                     RosterReadiness      readiness)
{
  g_return_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self));

  if (self->readiness == readiness)
    return;

  self->readiness = readiness;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READINESS]);
}

/**
 * roster_tiktok_account_is_linked_to:
 * @self: the TikTok account
 * @ad_account_key: the key of an ad account
 *
 * Returns: whether @self is known to be linked to that ad account
 */
gboolean
roster_tiktok_account_is_linked_to (RosterTiktokAccount *self,
                                    const char          *ad_account_key)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), FALSE);

  return roster_list_find (G_LIST_MODEL (self->linked_ad_accounts), ad_account_key) != NULL;
}
