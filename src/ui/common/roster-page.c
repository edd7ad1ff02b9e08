/* roster-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-page.h"

/* What the views of a Business Center have in common: whose they show, what is looked for in them, and what stands in place of their content
 * while there is none. */

typedef struct
{
  RosterSession *session;
  char *search_text;
  guint refresh_source;
  RosterStage *stage; /* the template's */
} RosterPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterPage, roster_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SEARCH_TEXT,
} RosterPageProperty;

static GParamSpec *properties[PROP_SEARCH_TEXT + 1];

static gboolean
on_refresh (gpointer user_data)
{
  RosterPage *self = user_data;
  RosterPagePrivate *priv = roster_page_get_instance_private (self);
  RosterPageClass *klass = ROSTER_PAGE_GET_CLASS (self);

  priv->refresh_source = 0;
  if (klass->refresh != NULL)
    klass->refresh (self);
  roster_page_update_stage (self);

  return G_SOURCE_REMOVE;
}

static void
on_retry (RosterPage *self)
{
  roster_session_retry (roster_page_get_session (self));
}

static void
on_sign_in (RosterPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.connect", NULL);
}

static void
roster_page_constructed (GObject *object)
{
  RosterPage *self = ROSTER_PAGE (object);
  RosterPagePrivate *priv = roster_page_get_instance_private (self);

  G_OBJECT_CLASS (roster_page_parent_class)->constructed (object);

  g_signal_connect_object (priv->session, "notify::state", G_CALLBACK (roster_page_update_stage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->session, "notify::error", G_CALLBACK (roster_page_update_stage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->session, "notify::read-only", G_CALLBACK (roster_page_update_stage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->session, "notify::syncing", G_CALLBACK (roster_page_queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_session_get_access (priv->session), "changed", G_CALLBACK (roster_page_queue_refresh), self,
                           G_CONNECT_SWAPPED);
}

static void
roster_page_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  RosterPage *self = ROSTER_PAGE (object);

  switch ((RosterPageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, roster_page_get_session (self));
      break;

    case PROP_SEARCH_TEXT:
      g_value_set_string (value, roster_page_get_search_text (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_page_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  RosterPage *self = ROSTER_PAGE (object);
  RosterPagePrivate *priv = roster_page_get_instance_private (self);

  switch ((RosterPageProperty) prop_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;

    case PROP_SEARCH_TEXT:
      roster_page_set_search_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_page_dispose (GObject *object)
{
  RosterPage *self = ROSTER_PAGE (object);
  RosterPagePrivate *priv = roster_page_get_instance_private (self);

  g_clear_handle_id (&priv->refresh_source, g_source_remove);
  if (priv->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (priv->session, self);
      g_signal_handlers_disconnect_by_data (roster_session_get_access (priv->session), self);
    }
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (roster_page_parent_class)->dispose (object);
}

static void
roster_page_finalize (GObject *object)
{
  RosterPagePrivate *priv = roster_page_get_instance_private (ROSTER_PAGE (object));

  g_clear_pointer (&priv->search_text, g_free);

  G_OBJECT_CLASS (roster_page_parent_class)->finalize (object);
}

static void
roster_page_class_init (RosterPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = roster_page_constructed;
  object_class->get_property = roster_page_get_property;
  object_class->set_property = roster_page_set_property;
  object_class->dispose = roster_page_dispose;
  object_class->finalize = roster_page_finalize;

  /**
   * RosterPage:session:
   *
   * What the page shows, and acts through.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPage:search-text:
   *
   * What is looked for; empty for everything.
   */
  properties[PROP_SEARCH_TEXT] =
    g_param_spec_string ("search-text", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (ROSTER_TYPE_STAGE);
}

static void
roster_page_init (RosterPage *self)
{
  RosterPagePrivate *priv = roster_page_get_instance_private (self);

  priv->search_text = g_strdup ("");
}

/**
 * roster_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none): what it shows, and acts through; %NULL once it is being taken apart
 */
RosterSession *
roster_page_get_session (RosterPage *self)
{
  RosterPagePrivate *priv = roster_page_get_instance_private (self);

  g_return_val_if_fail (ROSTER_IS_PAGE (self), NULL);

  return priv->session;
}

/**
 * roster_page_get_search_text:
 * @self: a page
 *
 * Returns: (transfer none): what is looked for; empty for everything
 */
const char *
roster_page_get_search_text (RosterPage *self)
{
  RosterPagePrivate *priv = roster_page_get_instance_private (self);

  g_return_val_if_fail (ROSTER_IS_PAGE (self), NULL);

  return priv->search_text;
}

/**
 * roster_page_set_search_text:
 * @self: a page
 * @text: (nullable): what to look for; %NULL or empty for everything
 */
void
roster_page_set_search_text (RosterPage *self,
                             const char *text)
{
  RosterPagePrivate *priv = roster_page_get_instance_private (self);

  g_return_if_fail (ROSTER_IS_PAGE (self));

  if (text == NULL)
    text = "";
  if (g_str_equal (priv->search_text, text))
    return;

  g_free (priv->search_text);
  priv->search_text = g_strdup (text);
  ROSTER_PAGE_GET_CLASS (self)->search_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
}

/**
 * roster_page_set_stage:
 * @self: a page whose template has been made
 * @stage: (transfer none): what its template has around the content
 */
void
roster_page_set_stage (RosterPage  *self,
                       RosterStage *stage)
{
  RosterPagePrivate *priv = roster_page_get_instance_private (self);

  g_return_if_fail (ROSTER_IS_PAGE (self) && ROSTER_IS_STAGE (stage));

  priv->stage = stage;
  g_signal_connect_object (stage, "retry", G_CALLBACK (on_retry), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stage, "sign-in", G_CALLBACK (on_sign_in), self, G_CONNECT_SWAPPED);
}

/**
 * roster_page_update_stage:
 * @self: a page
 *
 * Shows the content, or what stands in its place.
 */
void
roster_page_update_stage (RosterPage *self)
{
  RosterPagePrivate *priv = roster_page_get_instance_private (self);
  RosterPageClass *klass = ROSTER_PAGE_GET_CLASS (self);

  g_return_if_fail (ROSTER_IS_PAGE (self));

  if (klass->state_changed != NULL)
    klass->state_changed (self);

  switch (roster_session_get_state (priv->session))
    {
    case ROSTER_SESSION_STATE_READY:
      roster_stage_set_state (priv->stage, klass->is_empty (self) ? ROSTER_STAGE_EMPTY : ROSTER_STAGE_CONTENT);
      break;

    case ROSTER_SESSION_STATE_FAILED:
      roster_stage_set_error (priv->stage, roster_session_get_error (priv->session));
      break;

    case ROSTER_SESSION_STATE_CLOSED:
    case ROSTER_SESSION_STATE_OPENING:
    case ROSTER_SESSION_STATE_LOADING:
    default:
      roster_stage_set_state (priv->stage, ROSTER_STAGE_LOADING);
    }
}

/**
 * roster_page_queue_refresh:
 * @self: a page
 *
 * Refreshes soon, and once: while a sync runs, something changes with every answer.
 */
void
roster_page_queue_refresh (RosterPage *self)
{
  RosterPagePrivate *priv = roster_page_get_instance_private (self);

  g_return_if_fail (ROSTER_IS_PAGE (self));

  if (priv->refresh_source == 0)
    priv->refresh_source = g_idle_add (on_refresh, self);
}
