/* roster-users-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-users-page.h"

struct _RosterUsersPage
{
  AdwBin parent_instance;

  RosterSession *session;
  char *search_text;
};

G_DEFINE_FINAL_TYPE (RosterUsersPage, roster_users_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SEARCH_TEXT,
} RosterUsersPageProperty;

static GParamSpec *properties[PROP_SEARCH_TEXT + 1];

static void
set_search_text (RosterUsersPage *self,
                 const char      *text)
{
  if (text == NULL)
    text = "";
  if (g_strcmp0 (self->search_text, text) == 0)
    return;

  g_free (self->search_text);
  self->search_text = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
}

static void
roster_users_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);

  switch ((RosterUsersPageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;

    case PROP_SEARCH_TEXT:
      g_value_set_string (value, self->search_text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_users_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);

  switch ((RosterUsersPageProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case PROP_SEARCH_TEXT:
      set_search_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_users_page_dispose (GObject *object)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_USERS_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_users_page_parent_class)->dispose (object);
}

static void
roster_users_page_finalize (GObject *object)
{
  RosterUsersPage *self = ROSTER_USERS_PAGE (object);

  g_clear_pointer (&self->search_text, g_free);

  G_OBJECT_CLASS (roster_users_page_parent_class)->finalize (object);
}

static void
roster_users_page_class_init (RosterUsersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_users_page_get_property;
  object_class->set_property = roster_users_page_set_property;
  object_class->dispose = roster_users_page_dispose;
  object_class->finalize = roster_users_page_finalize;

  /**
   * RosterUsersPage:session:
   *
   * What the page shows, and acts through.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterUsersPage:search-text:
   *
   * What is looked for; empty for everything.
   */
  properties[PROP_SEARCH_TEXT] =
    g_param_spec_string ("search-text", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/users/roster-users-page.ui");
}

static void
roster_users_page_init (RosterUsersPage *self)
{
  self->search_text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_users_page_new:
 * @session: what to show
 *
 * Returns: (transfer floating): a new page
 */
GtkWidget *
roster_users_page_new (RosterSession *session)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  return g_object_new (ROSTER_TYPE_USERS_PAGE, "session", session, NULL);
}
