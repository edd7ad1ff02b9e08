/* roster-account-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-row.h"

#include <glib/gi18n.h>

#include "roster-account-text.h"
#include "roster-text.h"
#include "roster-words.h"

/* One linked account in the list: who it is, what was granted, how far it reaches, and whether it can be used. */

struct _RosterAccountRow
{
  AdwBin parent_instance;

  RosterTiktokAccount *account;

  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkImage *readiness_image;
  GtkLabel *readiness_label;
  GtkLabel *handle_label;
  GtkLabel *counts_label;
  GtkLabel *grants_label;
};

G_DEFINE_FINAL_TYPE (RosterAccountRow, roster_account_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_ACCOUNT = 1,
} RosterAccountRowProperty;

static GParamSpec *properties[PROP_ACCOUNT + 1];

static char *
dup_counts (RosterTiktokAccount *account)
{
  int n_links = roster_tiktok_account_get_link_count (account);
  int n_people = roster_tiktok_account_get_people_count (account);
  g_autofree char *links = NULL;
  g_autofree char *people = NULL;

  if (n_links >= 0)
    links = g_strdup_printf (ngettext ("%d ad account", "%d ad accounts", n_links), n_links);
  /* Most accounts are used through their ad accounts; "0 people" would say that nobody can. */
  if (n_people > 0)
    people = g_strdup_printf (ngettext ("%d person directly", "%d people directly", n_people), n_people);

  if (links != NULL && people != NULL)
    /* Translators: "3 ad accounts", "1 person" */
    return roster_isolated (C_("counts", "%s · %s"), links, people);

  return g_strdup (links != NULL ? links : people != NULL ? people : "");
}

static void
update (RosterAccountRow *self)
{
  const char *name = roster_item_get_name (ROSTER_ITEM (self->account));
  RosterReadiness readiness = roster_tiktok_account_get_readiness (self->account);
  g_autofree char *title = name != NULL && *name != '\0' ? g_strdup (name) : roster_tiktok_account_dup_title (self->account);
  g_autofree char *handle = roster_account_text_subtitle (self->account);
  g_autofree char *grants = roster_account_text_grants (self->account);
  g_autofree char *counts = dup_counts (self->account);
  const char *style[] = { "dim-label", NULL };
  const char *icon = NULL;

  if (readiness == ROSTER_READINESS_READY)
    {
      icon = "emblem-ok-symbolic";
      style[0] = "success";
    }
  else if (readiness != ROSTER_READINESS_UNKNOWN)
    {
      icon = "dialog-warning-symbolic";
      style[0] = "warning";
    }

  adw_avatar_set_text (self->avatar, title);
  gtk_label_set_label (self->name_label, title);
  gtk_label_set_label (self->handle_label, handle);
  gtk_label_set_label (self->counts_label, counts);
  gtk_widget_set_visible (GTK_WIDGET (self->counts_label), *counts != '\0');
  gtk_label_set_label (self->grants_label, grants);
  gtk_label_set_label (self->readiness_label, readiness != ROSTER_READINESS_UNKNOWN ? roster_words_readiness (readiness) : "");
  gtk_image_set_from_icon_name (self->readiness_image, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->readiness_image), icon != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->readiness_image), style);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), roster_words_readiness_advice (readiness));
}

static void
roster_account_row_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RosterAccountRow *self = ROSTER_ACCOUNT_ROW (object);

  switch ((RosterAccountRowProperty) prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_account_row_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RosterAccountRow *self = ROSTER_ACCOUNT_ROW (object);

  switch ((RosterAccountRowProperty) prop_id)
    {
    case PROP_ACCOUNT:
      roster_account_row_set_account (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_account_row_dispose (GObject *object)
{
  RosterAccountRow *self = ROSTER_ACCOUNT_ROW (object);

  roster_account_row_set_account (self, NULL);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_ACCOUNT_ROW);

  G_OBJECT_CLASS (roster_account_row_parent_class)->dispose (object);
}

static void
roster_account_row_class_init (RosterAccountRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_account_row_get_property;
  object_class->set_property = roster_account_row_set_property;
  object_class->dispose = roster_account_row_dispose;

  /**
   * RosterAccountRow:account:
   *
   * What the row shows; rows are used again for other accounts.
   */
  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, ROSTER_TYPE_TIKTOK_ACCOUNT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAccountRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountRow, readiness_image);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountRow, readiness_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountRow, handle_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountRow, counts_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountRow, grants_label);
}

static void
roster_account_row_init (RosterAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_account_row_new:
 *
 * Returns: (transfer floating): a new row, for no account yet
 */
GtkWidget *
roster_account_row_new (void)
{
  return g_object_new (ROSTER_TYPE_ACCOUNT_ROW, NULL);
}

/**
 * roster_account_row_set_account:
 * @self: a row
 * @account: (nullable): what to show
 */
void
roster_account_row_set_account (RosterAccountRow    *self,
                                RosterTiktokAccount *account)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_ROW (self));

  if (self->account == account)
    return;

  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  g_set_object (&self->account, account);
  if (account != NULL)
    {
      g_signal_connect_object (account, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}
