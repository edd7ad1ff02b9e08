/* roster-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-connection.h"

/* One way into TikTok: which developer app, which user. What it takes to go in is in RosterCredentials; nothing here is secret. */

struct _RosterConnection
{
  GObject parent_instance;

  char *id;
  char *label;
  char *app_id;
  char *core_user_id;
  gint64 created;
  gboolean has_secret;
  gboolean session_only;
  RosterConnectionProblem problem;
};

G_DEFINE_FINAL_TYPE (RosterConnection, roster_connection, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (RosterConnectionProblem, roster_connection_problem,
                    G_DEFINE_ENUM_VALUE (ROSTER_CONNECTION_SOUND, "sound"),
                    G_DEFINE_ENUM_VALUE (ROSTER_CONNECTION_DAMAGED, "damaged"),
                    G_DEFINE_ENUM_VALUE (ROSTER_CONNECTION_NEWER, "newer"))

typedef enum
{
  PROP_ID = 1,
  PROP_LABEL,
  PROP_APP_ID,
  PROP_CORE_USER_ID,
  PROP_CREATED,
  PROP_HAS_SECRET,
  PROP_SESSION_ONLY,
  PROP_PROBLEM,
} RosterConnectionProperty;

static GParamSpec *properties[PROP_PROBLEM + 1];

static void
roster_connection_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RosterConnection *self = ROSTER_CONNECTION (object);

  switch ((RosterConnectionProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;

    case PROP_APP_ID:
      g_value_set_string (value, self->app_id);
      break;

    case PROP_CORE_USER_ID:
      g_value_set_string (value, self->core_user_id);
      break;

    case PROP_CREATED:
      g_value_set_int64 (value, self->created);
      break;

    case PROP_HAS_SECRET:
      g_value_set_boolean (value, self->has_secret);
      break;

    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, self->session_only);
      break;

    case PROP_PROBLEM:
      g_value_set_enum (value, (int) self->problem);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_connection_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RosterConnection *self = ROSTER_CONNECTION (object);

  switch ((RosterConnectionProperty) prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;

    case PROP_LABEL:
      roster_connection_set_label (self, g_value_get_string (value));
      break;

    case PROP_APP_ID:
      self->app_id = g_value_dup_string (value);
      break;

    case PROP_CORE_USER_ID:
      self->core_user_id = g_value_dup_string (value);
      break;

    case PROP_CREATED:
      self->created = g_value_get_int64 (value);
      break;

    case PROP_HAS_SECRET:
    case PROP_SESSION_ONLY:
    case PROP_PROBLEM:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_connection_constructed (GObject *object)
{
  RosterConnection *self = ROSTER_CONNECTION (object);

  G_OBJECT_CLASS (roster_connection_parent_class)->constructed (object);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
  if (self->label == NULL)
    self->label = g_strdup ("");
  if (self->app_id == NULL)
    self->app_id = g_strdup ("");
  if (self->core_user_id == NULL)
    self->core_user_id = g_strdup ("");
}

static void
roster_connection_finalize (GObject *object)
{
  RosterConnection *self = ROSTER_CONNECTION (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->app_id, g_free);
  g_clear_pointer (&self->core_user_id, g_free);

  G_OBJECT_CLASS (roster_connection_parent_class)->finalize (object);
}

static void
roster_connection_class_init (RosterConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_connection_get_property;
  object_class->set_property = roster_connection_set_property;
  object_class->constructed = roster_connection_constructed;
  object_class->finalize = roster_connection_finalize;

  /**
   * RosterConnection:id:
   *
   * A UUID, made up when none is given.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterConnection:label:
   *
   * The user's display name at TikTok; never %NULL. It is text from a server.
   */
  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterConnection:app-id:
   *
   * The ID of the developer app; empty when only a token was pasted.
   */
  properties[PROP_APP_ID] =
    g_param_spec_string ("app-id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterConnection:core-user-id:
   *
   * TikTok's `core_user_id` of the user whose token it is; empty when TikTok did not tell.
   */
  properties[PROP_CORE_USER_ID] =
    g_param_spec_string ("core-user-id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterConnection:created:
   *
   * When it was made, in microseconds since 1970-01-01 00:00 UTC; 0 when not known.
   */
  properties[PROP_CREATED] =
    g_param_spec_int64 ("created", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterConnection:has-secret:
   *
   * Whether credentials are stored for it, in the keyring or for this session.
   */
  properties[PROP_HAS_SECRET] =
    g_param_spec_boolean ("has-secret", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterConnection:session-only:
   *
   * Whether its credentials are in memory only and end with the program.
   */
  properties[PROP_SESSION_ONLY] =
    g_param_spec_boolean ("session-only", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterConnection:problem:
   *
   * What is wrong with what the keyring holds, as far as known: that a secret is damaged shows when it is looked up.
   */
  properties[PROP_PROBLEM] =
    g_param_spec_enum ("problem", NULL, NULL, ROSTER_TYPE_CONNECTION_PROBLEM, ROSTER_CONNECTION_SOUND,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_connection_init (RosterConnection *self)
{
}

/**
 * roster_connection_new:
 * @id: (nullable): a UUID; one is made up when it is %NULL
 * @label: (nullable): the user's display name
 * @app_id: (nullable): the ID of the developer app
 * @core_user_id: (nullable): TikTok's ID of the user
 * @created_us: when it was made, in microseconds since 1970-01-01 00:00 UTC
 *
 * Returns: (transfer full): a new connection, stored nowhere yet
 */
RosterConnection *
roster_connection_new (const char *id,
                       const char *label,
                       const char *app_id,
                       const char *core_user_id,
                       gint64      created_us)
{
  return g_object_new (ROSTER_TYPE_CONNECTION,
                       "id", id,
                       "label", label,
                       "app-id", app_id,
                       "core-user-id", core_user_id,
                       "created", created_us,
                       NULL);
}

/**
 * roster_connection_get_id:
 * @self: a connection
 *
 * Returns: (transfer none): what the program calls it, for ever
 */
const char *
roster_connection_get_id (RosterConnection *self)
{
  g_return_val_if_fail (ROSTER_IS_CONNECTION (self), NULL);

  return self->id;
}

/**
 * roster_connection_get_label:
 * @self: a connection
 *
 * Returns: (transfer none): what people call it
 */
const char *
roster_connection_get_label (RosterConnection *self)
{
  g_return_val_if_fail (ROSTER_IS_CONNECTION (self), NULL);

  return self->label;
}

/**
 * roster_connection_set_label:
 * @self: a connection
 * @label: (nullable): the user's display name
 *
 * Takes another name, as after signing in again. Storing the connection writes it to the keyring.
 */
void
roster_connection_set_label (RosterConnection *self,
                             const char       *label)
{
  g_return_if_fail (ROSTER_IS_CONNECTION (self));

  if (label == NULL)
    label = "";
  if (g_strcmp0 (self->label, label) == 0)
    return;

  g_free (self->label);
  self->label = g_strdup (label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

/**
 * roster_connection_get_app_id:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the ID of the user's developer app
 */
const char *
roster_connection_get_app_id (RosterConnection *self)
{
  g_return_val_if_fail (ROSTER_IS_CONNECTION (self), NULL);

  return self->app_id;
}

/**
 * roster_connection_get_core_user_id:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the ID of the TikTok for Business user
 */
const char *
roster_connection_get_core_user_id (RosterConnection *self)
{
  g_return_val_if_fail (ROSTER_IS_CONNECTION (self), NULL);

  return self->core_user_id;
}

/**
 * roster_connection_get_created:
 * @self: a connection
 *
 * Returns: when it was made, in microseconds since 1970
 */
gint64
roster_connection_get_created (RosterConnection *self)
{
  g_return_val_if_fail (ROSTER_IS_CONNECTION (self), 0);

  return self->created;
}

/**
 * roster_connection_get_has_secret:
 * @self: a connection
 *
 * Returns: whether the app secret is kept, too, so that signing out can revoke the token
 */
gboolean
roster_connection_get_has_secret (RosterConnection *self)
{
  g_return_val_if_fail (ROSTER_IS_CONNECTION (self), FALSE);

  return self->has_secret;
}

/**
 * roster_connection_get_session_only:
 * @self: a connection
 *
 * Returns: whether it is kept for this session only
 */
gboolean
roster_connection_get_session_only (RosterConnection *self)
{
  g_return_val_if_fail (ROSTER_IS_CONNECTION (self), FALSE);

  return self->session_only;
}

/**
 * roster_connection_get_problem:
 * @self: a connection
 *
 * Returns: what is wrong with what the keyring holds
 */
RosterConnectionProblem
roster_connection_get_problem (RosterConnection *self)
{
  g_return_val_if_fail (ROSTER_IS_CONNECTION (self), ROSTER_CONNECTION_DAMAGED);

  return self->problem;
}

/**
 * roster_connection_set_storage:
 * @self: a connection
 * @has_secret: whether credentials are stored
 * @session_only: whether they are in memory only
 * @problem: what is wrong with what is stored
 *
 * Notes where the credentials are. Only the keyring calls this.
 */
void
roster_connection_set_storage (RosterConnection        *self,
                               gboolean                 has_secret,
                               gboolean                 session_only,
                               RosterConnectionProblem  problem)
{
  g_return_if_fail (ROSTER_IS_CONNECTION (self));

  g_object_freeze_notify (G_OBJECT (self));

  if (self->has_secret != has_secret)
    {
      self->has_secret = has_secret;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_SECRET]);
    }
  if (self->session_only != session_only)
    {
      self->session_only = session_only;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
    }
  if (self->problem != problem)
    {
      self->problem = problem;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}
