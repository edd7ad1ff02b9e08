/* roster-identity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-identity.h"

#include "roster-model-enums.h"

struct _RosterIdentity
{
  GObject parent_instance;

  char *identity_id;
  char *display_name;
  char *username;
  char *profile_image;
  char *available_status;
  RosterAnswer can_pull_video;
  RosterAnswer can_push_video;
  RosterAnswer can_use_live_ads;
  RosterAnswer can_manage_message;
  RosterAnswer ads_only_mode;
};

G_DEFINE_FINAL_TYPE (RosterIdentity, roster_identity, G_TYPE_OBJECT)

typedef enum
{
  PROP_IDENTITY_ID = 1,
  PROP_DISPLAY_NAME,
  PROP_USERNAME,
  PROP_PROFILE_IMAGE,
  PROP_AVAILABLE_STATUS,
  PROP_CAN_PULL_VIDEO,
  PROP_CAN_PUSH_VIDEO,
  PROP_CAN_USE_LIVE_ADS,
  PROP_CAN_MANAGE_MESSAGE,
  PROP_ADS_ONLY_MODE,
} RosterIdentityProperty;

static GParamSpec *properties[PROP_ADS_ONLY_MODE + 1];

static void
roster_identity_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  RosterIdentity *self = ROSTER_IDENTITY (object);

  switch ((RosterIdentityProperty) prop_id)
    {
    case PROP_IDENTITY_ID:
      g_value_set_string (value, self->identity_id);
      break;

    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;

    case PROP_USERNAME:
      g_value_set_string (value, self->username);
      break;

    case PROP_PROFILE_IMAGE:
      g_value_set_string (value, self->profile_image);
      break;

    case PROP_AVAILABLE_STATUS:
      g_value_set_string (value, self->available_status);
      break;

    case PROP_CAN_PULL_VIDEO:
      g_value_set_enum (value, self->can_pull_video);
      break;

    case PROP_CAN_PUSH_VIDEO:
      g_value_set_enum (value, self->can_push_video);
      break;

    case PROP_CAN_USE_LIVE_ADS:
      g_value_set_enum (value, self->can_use_live_ads);
      break;

    case PROP_CAN_MANAGE_MESSAGE:
      g_value_set_enum (value, self->can_manage_message);
      break;

    case PROP_ADS_ONLY_MODE:
      g_value_set_enum (value, self->ads_only_mode);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_identity_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  RosterIdentity *self = ROSTER_IDENTITY (object);

  switch ((RosterIdentityProperty) prop_id)
    {
    case PROP_IDENTITY_ID:
      roster_identity_set_identity_id (self, g_value_get_string (value));
      break;

    case PROP_DISPLAY_NAME:
      roster_identity_set_display_name (self, g_value_get_string (value));
      break;

    case PROP_USERNAME:
      roster_identity_set_username (self, g_value_get_string (value));
      break;

    case PROP_PROFILE_IMAGE:
      roster_identity_set_profile_image (self, g_value_get_string (value));
      break;

    case PROP_AVAILABLE_STATUS:
      roster_identity_set_available_status (self, g_value_get_string (value));
      break;

    case PROP_CAN_PULL_VIDEO:
      roster_identity_set_can_pull_video (self, g_value_get_enum (value));
      break;

    case PROP_CAN_PUSH_VIDEO:
      roster_identity_set_can_push_video (self, g_value_get_enum (value));
      break;

    case PROP_CAN_USE_LIVE_ADS:
      roster_identity_set_can_use_live_ads (self, g_value_get_enum (value));
      break;

    case PROP_CAN_MANAGE_MESSAGE:
      roster_identity_set_can_manage_message (self, g_value_get_enum (value));
      break;

    case PROP_ADS_ONLY_MODE:
      roster_identity_set_ads_only_mode (self, g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_identity_finalize (GObject *object)
{
  RosterIdentity *self = ROSTER_IDENTITY (object);

  g_clear_pointer (&self->identity_id, g_free);
  g_clear_pointer (&self->display_name, g_free);
  g_clear_pointer (&self->username, g_free);
  g_clear_pointer (&self->profile_image, g_free);
  g_clear_pointer (&self->available_status, g_free);

  G_OBJECT_CLASS (roster_identity_parent_class)->finalize (object);
}

static void
roster_identity_class_init (RosterIdentityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_identity_get_property;
  object_class->set_property = roster_identity_set_property;
  object_class->finalize = roster_identity_finalize;

  /**
   * RosterIdentity:identity-id:
   *
   * TikTok's `identity_id`.
   */
  properties[PROP_IDENTITY_ID] =
    g_param_spec_string ("identity-id", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterIdentity:display-name:
   *
   * The name on TikTok.
   */
  properties[PROP_DISPLAY_NAME] =
    g_param_spec_string ("display-name", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterIdentity:username:
   *
   * The handle, without @.
   */
  properties[PROP_USERNAME] =
    g_param_spec_string ("username", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterIdentity:profile-image:
   *
   * Where the picture is.
   */
  properties[PROP_PROFILE_IMAGE] =
    g_param_spec_string ("profile-image", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterIdentity:available-status:
   *
   * Whether it can be used, as TikTok tells it.
   */
  properties[PROP_AVAILABLE_STATUS] =
    g_param_spec_string ("available-status", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterIdentity:can-pull-video:
   *
   * Whether the owner granted existing posts.
   */
  properties[PROP_CAN_PULL_VIDEO] =
    g_param_spec_enum ("can-pull-video", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterIdentity:can-push-video:
   *
   * Whether the owner granted new posts.
   */
  properties[PROP_CAN_PUSH_VIDEO] =
    g_param_spec_enum ("can-push-video", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterIdentity:can-use-live-ads:
   *
   * Whether the owner granted LIVE.
   */
  properties[PROP_CAN_USE_LIVE_ADS] =
    g_param_spec_enum ("can-use-live-ads", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterIdentity:can-manage-message:
   *
   * Whether the owner granted messages.
   */
  properties[PROP_CAN_MANAGE_MESSAGE] =
    g_param_spec_enum ("can-manage-message", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterIdentity:ads-only-mode:
   *
   * Whether new posts are shown through ads only.
   */
  properties[PROP_ADS_ONLY_MODE] =
    g_param_spec_enum ("ads-only-mode", NULL, NULL, ROSTER_TYPE_ANSWER, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_identity_init (RosterIdentity *self)
{
}

/**
 * roster_identity_new:
 *
 * What the owner of a TikTok account granted, as `/identity/get/` tells it for one ad account. An identity does not name the asset that it
 * belongs to (`identity_id` is not `asset_id`); see roster_identity_belongs_to().
 *
 * Returns: (transfer full): a new object
 */
RosterIdentity *
roster_identity_new (void)
{
  return g_object_new (ROSTER_TYPE_IDENTITY, NULL);
}

/**
 * roster_identity_get_identity_id:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): tikTok's `identity_id`
 */
const char *
roster_identity_get_identity_id (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), NULL);

  return self->identity_id;
}

/**
 * roster_identity_set_identity_id:
 * @self: the object
 * @identity_id: (nullable): tikTok's `identity_id`
 */
void
roster_identity_set_identity_id (RosterIdentity *self,
                                 const char     *identity_id)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (g_strcmp0 (self->identity_id, identity_id) == 0)
    return;

  g_free (self->identity_id);
  self->identity_id = g_strdup (identity_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IDENTITY_ID]);
}

/**
 * roster_identity_get_display_name:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the name on TikTok
 */
const char *
roster_identity_get_display_name (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), NULL);

  return self->display_name;
}

/**
 * roster_identity_set_display_name:
 * @self: the object
 * @display_name: (nullable): the name on TikTok
 */
void
roster_identity_set_display_name (RosterIdentity *self,
                                  const char     *display_name)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (g_strcmp0 (self->display_name, display_name) == 0)
    return;

  g_free (self->display_name);
  self->display_name = g_strdup (display_name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY_NAME]);
}

/**
 * roster_identity_get_username:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the handle, without @
 */
const char *
roster_identity_get_username (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), NULL);

  return self->username;
}

/**
 * roster_identity_set_username:
 * @self: the object
 * @username: (nullable): the handle, without @
 */
void
roster_identity_set_username (RosterIdentity *self,
                              const char     *username)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (g_strcmp0 (self->username, username) == 0)
    return;

  g_free (self->username);
  self->username = g_strdup (username);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USERNAME]);
}

/**
 * roster_identity_get_profile_image:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): where the picture is
 */
const char *
roster_identity_get_profile_image (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), NULL);

  return self->profile_image;
}

/**
 * roster_identity_set_profile_image:
 * @self: the object
 * @profile_image: (nullable): where the picture is
 */
void
roster_identity_set_profile_image (RosterIdentity *self,
                                   const char     *profile_image)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (g_strcmp0 (self->profile_image, profile_image) == 0)
    return;

  g_free (self->profile_image);
  self->profile_image = g_strdup (profile_image);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE_IMAGE]);
}

/**
 * roster_identity_get_available_status:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): whether it can be used, as TikTok tells it
 */
const char *
roster_identity_get_available_status (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), NULL);

  return self->available_status;
}

/**
 * roster_identity_set_available_status:
 * @self: the object
 * @available_status: (nullable): whether it can be used, as TikTok tells it
 */
void
roster_identity_set_available_status (RosterIdentity *self,
                                      const char     *available_status)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (g_strcmp0 (self->available_status, available_status) == 0)
    return;

  g_free (self->available_status);
  self->available_status = g_strdup (available_status);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE_STATUS]);
}

/**
 * roster_identity_get_can_pull_video:
 * @self: the object
 *
 * Returns: whether the owner granted existing posts
 */
RosterAnswer
roster_identity_get_can_pull_video (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), 0);

  return self->can_pull_video;
}

/**
 * roster_identity_set_can_pull_video:
 * @self: the object
 * @can_pull_video: whether the owner granted existing posts
 */
void
roster_identity_set_can_pull_video (RosterIdentity *self,
                                    RosterAnswer    can_pull_video)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (self->can_pull_video == can_pull_video)
    return;

  self->can_pull_video = can_pull_video;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_PULL_VIDEO]);
}

/**
 * roster_identity_get_can_push_video:
 * @self: the object
 *
 * Returns: whether the owner granted new posts
 */
RosterAnswer
roster_identity_get_can_push_video (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), 0);

  return self->can_push_video;
}

/**
 * roster_identity_set_can_push_video:
 * @self: the object
 * @can_push_video: whether the owner granted new posts
 */
void
roster_identity_set_can_push_video (RosterIdentity *self,
                                    RosterAnswer    can_push_video)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (self->can_push_video == can_push_video)
    return;

  self->can_push_video = can_push_video;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_PUSH_VIDEO]);
}

/**
 * roster_identity_get_can_use_live_ads:
 * @self: the object
 *
 * Returns: whether the owner granted LIVE
 */
RosterAnswer
roster_identity_get_can_use_live_ads (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), 0);

  return self->can_use_live_ads;
}

/**
 * roster_identity_set_can_use_live_ads:
 * @self: the object
 * @can_use_live_ads: whether the owner granted LIVE
 */
void
roster_identity_set_can_use_live_ads (RosterIdentity *self,
                                      RosterAnswer    can_use_live_ads)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (self->can_use_live_ads == can_use_live_ads)
    return;

  self->can_use_live_ads = can_use_live_ads;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_USE_LIVE_ADS]);
}

/**
 * roster_identity_get_can_manage_message:
 * @self: the object
 *
 * Returns: whether the owner granted messages
 */
RosterAnswer
roster_identity_get_can_manage_message (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), 0);

  return self->can_manage_message;
}

/**
 * roster_identity_set_can_manage_message:
 * @self: the object
 * @can_manage_message: whether the owner granted messages
 */
void
roster_identity_set_can_manage_message (RosterIdentity *self,
                                        RosterAnswer    can_manage_message)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (self->can_manage_message == can_manage_message)
    return;

  self->can_manage_message = can_manage_message;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_MANAGE_MESSAGE]);
}

/**
 * roster_identity_get_ads_only_mode:
 * @self: the object
 *
 * Returns: whether new posts are shown through ads only
 */
RosterAnswer
roster_identity_get_ads_only_mode (RosterIdentity *self)
{
  g_return_val_if_fail (ROSTER_IS_IDENTITY (self), 0);

  return self->ads_only_mode;
}

/**
 * roster_identity_set_ads_only_mode:
 * @self: the object
 * @ads_only_mode: whether new posts are shown through ads only
 */
void
roster_identity_set_ads_only_mode (RosterIdentity *self,
                                   RosterAnswer    ads_only_mode)
{
  g_return_if_fail (ROSTER_IS_IDENTITY (self));

  if (self->ads_only_mode == ads_only_mode)
    return;

  self->ads_only_mode = ads_only_mode;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADS_ONLY_MODE]);
}
