/* roster-permissions-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-permissions-page.h"

struct _RosterPermissionsPage
{
  AdwBin parent_instance;

  RosterSession *session;
  char *search_text;
};

G_DEFINE_FINAL_TYPE (RosterPermissionsPage, roster_permissions_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SEARCH_TEXT,
} RosterPermissionsPageProperty;

static GParamSpec *properties[PROP_SEARCH_TEXT + 1];

static void
set_search_text (RosterPermissionsPage *self,
                 const char            *text)
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
roster_permissions_page_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RosterPermissionsPage *self = ROSTER_PERMISSIONS_PAGE (object);

  switch ((RosterPermissionsPageProperty) prop_id)
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
roster_permissions_page_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  RosterPermissionsPage *self = ROSTER_PERMISSIONS_PAGE (object);

  switch ((RosterPermissionsPageProperty) prop_id)
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
roster_permissions_page_dispose (GObject *object)
{
  RosterPermissionsPage *self = ROSTER_PERMISSIONS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_PERMISSIONS_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_permissions_page_parent_class)->dispose (object);
}

static void
roster_permissions_page_finalize (GObject *object)
{
  RosterPermissionsPage *self = ROSTER_PERMISSIONS_PAGE (object);

  g_clear_pointer (&self->search_text, g_free);

  G_OBJECT_CLASS (roster_permissions_page_parent_class)->finalize (object);
}

static void
roster_permissions_page_class_init (RosterPermissionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_permissions_page_get_property;
  object_class->set_property = roster_permissions_page_set_property;
  object_class->dispose = roster_permissions_page_dispose;
  object_class->finalize = roster_permissions_page_finalize;

  /**
   * RosterPermissionsPage:session:
   *
   * What the page shows, and acts through.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPermissionsPage:search-text:
   *
   * What is looked for; empty for everything.
   */
  properties[PROP_SEARCH_TEXT] =
    g_param_spec_string ("search-text", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/permissions/roster-permissions-page.ui");
}

static void
roster_permissions_page_init (RosterPermissionsPage *self)
{
  self->search_text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_permissions_page_new:
 * @session: what to show
 *
 * Returns: (transfer floating): a new page
 */
GtkWidget *
roster_permissions_page_new (RosterSession *session)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  return g_object_new (ROSTER_TYPE_PERMISSIONS_PAGE, "session", session, NULL);
}
