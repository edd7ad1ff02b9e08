/* roster-send-instead.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-send-instead.h"

#include <glib/gi18n.h>

#include "roster-code-show.h"
#include "roster-error-dialog.h"
#include "roster-language-drop-down.h"
#include "roster-qr-code.h"
#include "roster-text.h"
#include "roster-toast.h"
#include "roster-whole-words.h"

/* For a client who is not in the room: the link, a message around it in the client's language, or the picture. All of it is only as good
 * as the code, so that nothing can be copied once the code has run out. */

#define PICTURE_SCALE 10 /* pixels a module in the picture that is sent */

struct _RosterSendInstead
{
  AdwWindow parent_instance;

  RosterLinkRequest *request;
  RosterCountdown *countdown;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;
  gboolean has_picture;

  GtkLabel *until_label;
  GtkWidget *new_code_button;
  RosterLanguageDropDown *language_drop_down;
  GtkLabel *message_label;
  GtkLabel *link_label;
};

G_DEFINE_FINAL_TYPE (RosterSendInstead, roster_send_instead, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_LANGUAGE = 1,
} RosterSendInsteadProperty;

static GParamSpec *properties[PROP_LANGUAGE + 1];

/* The last two are about the picture. */
static const char *const ACTIONS[] = { "send.copy-message", "send.copy-link", "send.copy-picture", "send.save-picture" };

/* Returns: (transfer full): the time of day at which the code runs out, with its zone, since the client may be in another. */
static char *
dup_until (RosterSendInstead *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (roster_link_request_get_deadline (self->request) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M %Z") : g_strdup ("");
}

/* Returns: (transfer full) (nullable): the code as it is drawn on the screen, ten times as large; or what TikTok sent */
static GdkTexture *
dup_picture (RosterSendInstead *self)
{
  const char *link = roster_link_request_get_link (self->request);
  g_autoptr (RosterQrCode) code = link != NULL ? roster_qr_code_new (link, NULL) : NULL;
  g_autoptr (GBytes) gray = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *pixels;
  guint8 *rgb;
  gsize n_pixels;
  guint side;

  if (code == NULL)
    return roster_code_show_dup_sent (self->request);

  gray = roster_qr_code_to_pixels (code, PICTURE_SCALE, &side);
  pixels = g_bytes_get_data (gray, &n_pixels);
  rgb = g_malloc (n_pixels * 3);
  for (gsize i = 0; i < n_pixels; i++)
    rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = pixels[i];
  bytes = g_bytes_new_take (rgb, n_pixels * 3);

  return gdk_memory_texture_new ((int) side, (int) side, GDK_MEMORY_R8G8B8, bytes, (gsize) side * 3);
}

static void
update_countdown (RosterSendInstead *self)
{
  gboolean dead = roster_countdown_get_dead (self->countdown);
  gboolean asking = roster_link_request_get_state (self->request) == ROSTER_LINK_REQUEST_STATE_ASKING && dead;
  gboolean has_link = roster_link_request_get_link (self->request) != NULL;
  g_autofree char *until = dup_until (self);
  g_autofree char *text = NULL;

  if (asking)
    text = g_strdup (_("Asking TikTok for a code…"));
  else if (dead)
    text = g_strdup (_("This code has run out"));
  else
    /* Translators: %1$s is a time of day such as "10:51 CET", %2$s what is left of it, such as "9:41". */
    text = roster_isolated (_("Works until about %1$s, for %2$s more"), until, roster_countdown_get_text (self->countdown));

  gtk_label_set_label (self->until_label, text);
  gtk_widget_set_visible (self->new_code_button, dead && !asking);
  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), ACTIONS[i], !dead && (i < 2 ? has_link : self->has_picture));
}

static void
update_texts (RosterSendInstead *self)
{
  const char *link = roster_link_request_get_link (self->request);
  g_autoptr (GdkTexture) picture = dup_picture (self);
  g_autofree char *until = dup_until (self);
  g_autofree char *message = NULL;

  if (link != NULL)
    message = roster_client_text_dup_message (roster_language_drop_down_get_text (self->language_drop_down),
                                              roster_link_request_get_expected_handle (self->request), link, until);
  else if (picture != NULL)
    message = g_strdup (_("TikTok sent a picture instead of a link. The picture can be sent."));
  gtk_label_set_label (self->message_label, message != NULL ? message : "…");
  gtk_label_set_label (self->link_label, link != NULL ? link : "…");
  self->has_picture = picture != NULL;
  update_countdown (self);
}

static void
on_language_changed (RosterSendInstead *self)
{
  if (self->request != NULL)
    update_texts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

static void
on_state_changed (RosterSendInstead *self)
{
  RosterLinkRequestState state = roster_link_request_get_state (self->request);

  if (state != ROSTER_LINK_REQUEST_STATE_ASKING && state != ROSTER_LINK_REQUEST_STATE_WAITING && state != ROSTER_LINK_REQUEST_STATE_EXPIRED)
    gtk_window_close (GTK_WINDOW (self));
  else
    update_countdown (self);
}

static void
on_new_code (RosterSendInstead *self)
{
  roster_link_request_ask (self->request);
}

static void
copy_message (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RosterSendInstead *self = ROSTER_SEND_INSTEAD (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_label (self->message_label));
  roster_toast_show (widget, _("Message copied"));
}

static void
copy_link (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  const char *link = roster_link_request_get_link (ROSTER_SEND_INSTEAD (widget)->request);

  if (link == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
  roster_toast_show (widget, _("Link copied"));
}

static void
copy_picture (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_autoptr (GdkTexture) picture = dup_picture (ROSTER_SEND_INSTEAD (widget));

  if (picture == NULL)
    return;

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), picture);
  roster_toast_show (widget, _("Picture copied"));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (RosterSendInstead) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    roster_toast_show (GTK_WIDGET (self), _("Picture saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    roster_error_dialog_present (GTK_WIDGET (self), _("The picture could not be saved"), error);
}

static void
on_chosen (RosterSendInstead *self,
           int                response)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GdkTexture) picture = NULL;
  g_autoptr (GBytes) png = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file == NULL)
    return;

  /* Choosing takes as long as it takes. */
  roster_countdown_refresh (self->countdown);
  if (roster_countdown_get_dead (self->countdown))
    {
      roster_toast_show (GTK_WIDGET (self), _("The code ran out meanwhile: nothing was saved"));
      return;
    }

  picture = dup_picture (self);
  if (picture == NULL)
    return;

  png = gdk_texture_save_to_png_bytes (picture);
  g_file_replace_contents_bytes_async (file, png, NULL, FALSE, G_FILE_CREATE_PRIVATE, self->cancellable, on_saved, g_object_ref (self));
}

static void
save_picture (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RosterSendInstead *self = ROSTER_SEND_INSTEAD (widget);
  const char *handle = roster_link_request_get_expected_handle (self->request);
  g_autofree char *name = NULL;

  if (self->chooser != NULL)
    return;

  /* Translators: the name of a file; %s is a handle. Keep “.png”. */
  name = handle != NULL ? roster_isolated (_("QR code %s.png"), handle) : g_strdup (_("QR code.png"));
  self->chooser = gtk_file_chooser_native_new (_("Save Picture"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), g_strdelimit (name, "/", '-'));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
roster_send_instead_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RosterSendInstead *self = ROSTER_SEND_INSTEAD (object);

  switch ((RosterSendInsteadProperty) prop_id)
    {
    case PROP_LANGUAGE:
      g_value_set_string (value, roster_language_drop_down_get_text (self->language_drop_down)->code);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_send_instead_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RosterSendInstead *self = ROSTER_SEND_INSTEAD (object);

  switch ((RosterSendInsteadProperty) prop_id)
    {
    case PROP_LANGUAGE:
      roster_language_drop_down_set_language (self->language_drop_down, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_send_instead_dispose (GObject *object)
{
  RosterSendInstead *self = ROSTER_SEND_INSTEAD (object);

  g_cancellable_cancel (self->cancellable);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  if (self->countdown != NULL)
    g_signal_handlers_disconnect_by_data (self->countdown, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_SEND_INSTEAD);
  g_clear_object (&self->request);
  g_clear_object (&self->countdown);

  G_OBJECT_CLASS (roster_send_instead_parent_class)->dispose (object);
}

static void
roster_send_instead_finalize (GObject *object)
{
  RosterSendInstead *self = ROSTER_SEND_INSTEAD (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (roster_send_instead_parent_class)->finalize (object);
}

static void
roster_send_instead_class_init (RosterSendInsteadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_send_instead_get_property;
  object_class->set_property = roster_send_instead_set_property;
  object_class->dispose = roster_send_instead_dispose;
  object_class->finalize = roster_send_instead_finalize;

  /**
   * RosterSendInstead:language:
   *
   * The language of the message, as in ISO 639-1.
   */
  properties[PROP_LANGUAGE] =
    g_param_spec_string ("language", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, ACTIONS[0], NULL, copy_message);
  gtk_widget_class_install_action (widget_class, ACTIONS[1], NULL, copy_link);
  gtk_widget_class_install_action (widget_class, ACTIONS[2], NULL, copy_picture);
  gtk_widget_class_install_action (widget_class, ACTIONS[3], NULL, save_picture);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (ROSTER_TYPE_LANGUAGE_DROP_DOWN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/accounts/roster-send-instead.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSendInstead, until_label);
  gtk_widget_class_bind_template_child (widget_class, RosterSendInstead, new_code_button);
  gtk_widget_class_bind_template_child (widget_class, RosterSendInstead, language_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RosterSendInstead, message_label);
  gtk_widget_class_bind_template_child (widget_class, RosterSendInstead, link_label);
  gtk_widget_class_bind_template_callback (widget_class, on_new_code);
}

static void
roster_send_instead_init (RosterSendInstead *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  roster_whole_words_set (GTK_WIDGET (self->message_label));
  roster_whole_words_set (GTK_WIDGET (self->link_label));
  g_signal_connect_object (self->language_drop_down, "notify::language", G_CALLBACK (on_language_changed), self, G_CONNECT_SWAPPED);
}

/**
 * roster_send_instead_new:
 * @parent: the window that shows the code
 * @request: whose link is sent
 * @countdown: how long it is good for
 *
 * Returns: (transfer none): a new window, not shown yet; it closes by itself when there is nothing to send any more
 */
GtkWindow *
roster_send_instead_new (GtkWindow         *parent,
                         RosterLinkRequest *request,
                         RosterCountdown   *countdown)
{
  RosterSendInstead *self;

  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (request), NULL);
  g_return_val_if_fail (ROSTER_IS_COUNTDOWN (countdown), NULL);

  self = g_object_new (ROSTER_TYPE_SEND_INSTEAD, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  self->request = g_object_ref (request);
  self->countdown = g_object_ref (countdown);
  g_signal_connect_object (request, "notify::link", G_CALLBACK (update_texts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::deadline", G_CALLBACK (update_texts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (countdown, "notify", G_CALLBACK (update_countdown), self, G_CONNECT_SWAPPED);
  update_texts (self);

  return GTK_WINDOW (self);
}
