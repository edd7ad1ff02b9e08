/* roster-invitee-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitee-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-button-label.h"
#include "roster-text.h"
#include "roster-time-words.h"
#include "roster-whole-words.h"

/* What is to be said about one address that somebody wrote down, and what can be done about it. */

/* No address is longer; what is pasted without a blank may be. In characters. */
#define LONGEST_SHOWN 254

/* The letter that is not what it looks like, or what people expect: the first that is not ASCII. */
static char *
dup_odd_letter (const char *domain)
{
  g_autofree char *unicode = g_hostname_to_unicode (domain);

  for (const char *p = unicode; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) >= 0x80)
      return g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

  return g_strdup (domain);
}

static char *
dup_doubt (RosterInvitee *invitee)
{
  const char *meant = roster_invitee_get_correction (invitee);
  g_autofree char *letter = dup_odd_letter (strrchr (roster_invitee_get_text (invitee), '@') + 1);

  switch (roster_invitee_get_doubt (invitee))
    {
    case ROSTER_ADDRESS_DOUBT_SIGN:
      if (meant == NULL)
        return g_strdup (_("Begins with a sign that is unusual in an address"));
      /* Translators: %s is a mail address. */
      return roster_isolated (_("Begins with a sign or number that may be from a list. Did you mean %s?"), meant);

    case ROSTER_ADDRESS_DOUBT_SCRIPTS:
      /* Translators: %s is a letter of another alphabet, as in “studіo.example”. */
      return roster_isolated (_("The domain mixes alphabets: “%s” in it is not a Latin letter"), letter);

    case ROSTER_ADDRESS_DOUBT_LOOKALIKE:
      if (meant == NULL)
        /* Translators: %s is a letter of another alphabet. */
        return roster_isolated (_("The domain has letters that only look like Latin ones, as “%s”"), letter);
      /* Translators: %1$s is a letter, %2$s a mail address. */
      return roster_isolated (_("With “%1$s” the domain is not that of your colleagues. Did you mean %2$s?"), letter, meant);

    case ROSTER_ADDRESS_DOUBT_READING:
      if (meant == NULL)
        return g_strdup (_("The letters of the domain can be read in two ways"));
      /* Translators: %s is a mail address. */
      return roster_isolated (_("More than an address may be written here. Did you mean %s?"), meant);

    case ROSTER_ADDRESS_DOUBT_DIRECTION:
      return g_strdup (_("A hidden character turns the order of the letters round"));

    case ROSTER_ADDRESS_DOUBT_SECOND:
      return g_strdup (_("Is not where the first address of its row is expected"));

    case ROSTER_ADDRESS_DOUBT_PAIR:
      return g_strdup (_("Two different addresses are written for one person"));

    case ROSTER_ADDRESS_DOUBT_SLIP:
    case ROSTER_ADDRESS_DOUBT_NONE:
    default:
      /* Translators: %s is a mail address. */
      return roster_isolated (_("Did you mean %s?"), meant);
    }
}

static char *
dup_remark (RosterInvitee *invitee,
            RosterClock   *clock)
{
  RosterPerson *person = roster_invitee_get_person (invitee);
  gint64 invited_at;
  g_autofree char *age = NULL;

  switch (roster_invitee_get_state (invitee))
    {
    case ROSTER_INVITEE_STATE_DOUBTFUL:
      return dup_doubt (invitee);

    case ROSTER_INVITEE_STATE_MALFORMED:
      return g_strdup (_("Is not a mail address, and left out"));

    case ROSTER_INVITEE_STATE_TWICE:
      return g_strdup (_("Is in the list twice, and invited once"));

    case ROSTER_INVITEE_STATE_MEMBER:
      /* Translators: %s is a person. */
      return roster_isolated (_("Is a member already: %s"), roster_principal_get_display_name (ROSTER_PRINCIPAL (person)));

    case ROSTER_INVITEE_STATE_INVITED:
      if (roster_invitee_get_again (invitee))
        return g_strdup (_("The invitation is withdrawn, and sent again with what you choose here"));
      if (roster_person_get_membership (person) == ROSTER_MEMBERSHIP_REJECTED)
        return g_strdup (_("Declined an invitation"));
      invited_at = roster_person_get_invited_at (person);
      if (invited_at == 0)
        return g_strdup (_("Is invited already"));
      age = roster_time_words_dup_age (invited_at, roster_clock_get_now (clock));
      /* Translators: %s is an age, as in “3 days ago”. */
      return roster_isolated (_("Was invited %s"), age);

    case ROSTER_INVITEE_STATE_NEW:
    default:
      return g_strdup ("");
    }
}

static GtkWidget *
make_correct_button (RosterInvitee *invitee)
{
  GtkWidget *button = gtk_button_new_with_label (_("Correct"));
  /* Translators: two mail addresses, the wrong one and the one that was meant. */
  g_autofree char *name = roster_isolated (_("Correct %1$s to %2$s"), roster_invitee_get_text (invitee), roster_invitee_get_correction (invitee));

  roster_button_label_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

static GtkWidget *
make_check (RosterInvitee *invitee,
            const char    *property,
            const char    *label,
            const char    *name)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  roster_button_label_name (check, name);
  g_object_bind_property (invitee, property, check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);

  return check;
}

static GtkWidget *
make_again_check (RosterInvitee *invitee)
{
  /* Translators: %s is a mail address. */
  g_autofree char *name = roster_isolated (_("Send the invitation of %s again"), roster_invitee_get_text (invitee));

  return make_check (invitee, "again", _("Send Again"), name);
}

static GtkWidget *
make_accept_check (RosterInvitee *invitee)
{
  /* Translators: %s is a mail address. */
  g_autofree char *name = roster_isolated (_("Invite %s as it is written"), roster_invitee_get_text (invitee));

  /* Translators: beside a doubtful mail address: it is to be invited nevertheless. */
  return make_check (invitee, "accepted", _("Invite Anyway"), name);
}

static void
update_remark (GtkWidget     *row,
               GParamSpec    *pspec,
               RosterInvitee *invitee)
{
  g_autofree char *remark = dup_remark (invitee, g_object_get_data (G_OBJECT (row), "clock"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), remark);
}

static void
add_suffixes (AdwActionRow  *row,
              RosterInvitee *invitee,
              GtkWidget    **correct_button)
{
  /* One above the other, since in a narrow window there would be no room for the words. */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  *correct_button = NULL;
  if (roster_invitee_get_correction (invitee) != NULL)
    {
      *correct_button = make_correct_button (invitee);
      gtk_box_append (GTK_BOX (box), *correct_button);
    }

  if (roster_invitee_get_state (invitee) == ROSTER_INVITEE_STATE_DOUBTFUL)
    gtk_box_append (GTK_BOX (box), make_accept_check (invitee));
  else if (roster_invitee_can_be_again (invitee))
    gtk_box_append (GTK_BOX (box), make_again_check (invitee));

  if (gtk_widget_get_first_child (box) != NULL)
    adw_action_row_add_suffix (row, box);
  else
    g_object_unref (g_object_ref_sink (box));
}

/**
 * roster_invitee_row_new:
 * @invitee: an invitee about which something is to be said
 * @clock: for how long ago something was
 * @correct_button: (out) (nullable) (transfer none): what is pressed to write what was meant instead; %NULL where nothing else was meant
 *
 * Makes a row that says what is to be said, and where that is possible lets people invite somebody nevertheless.
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
roster_invitee_row_new (RosterInvitee *invitee,
                        RosterClock   *clock,
                        GtkWidget    **correct_button)
{
  static const char * const ICONS[] = {
    [ROSTER_INVITEE_STATE_MALFORMED] = "dialog-warning-symbolic", [ROSTER_INVITEE_STATE_DOUBTFUL] = "dialog-warning-symbolic",
    [ROSTER_INVITEE_STATE_INVITED] = "mail-unread-symbolic",      [ROSTER_INVITEE_STATE_MEMBER] = "avatar-default-symbolic",
    [ROSTER_INVITEE_STATE_TWICE] = "edit-copy-symbolic",          [ROSTER_INVITEE_STATE_NEW] = "avatar-default-symbolic",
  };
  RosterInviteeState state = roster_invitee_get_state (invitee);
  gboolean wrong = state == ROSTER_INVITEE_STATE_MALFORMED || state == ROSTER_INVITEE_STATE_DOUBTFUL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (ICONS[state]);
  g_autofree char *shown = roster_invitee_row_dup_shown (invitee);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  g_object_set_data_full (G_OBJECT (row), "clock", g_object_ref (clock), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "invitee", g_object_ref (invitee), g_object_unref);
  update_remark (row, NULL, invitee);
  g_signal_connect_object (invitee, "notify::again", G_CALLBACK (update_remark), row, G_CONNECT_SWAPPED);

  gtk_widget_add_css_class (icon, wrong ? "warning" : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  add_suffixes (ADW_ACTION_ROW (row), invitee, correct_button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), wrong);
  roster_whole_words_set (row);

  return row;
}

/**
 * roster_invitee_row_get_invitee:
 * @row: a row that roster_invitee_row_new() made
 *
 * Returns: (transfer none): whom it is about
 */
RosterInvitee *
roster_invitee_row_get_invitee (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "invitee");
}

/**
 * roster_invitee_row_dup_shown:
 * @invitee: an invitee
 *
 * Returns: (transfer full): its text, cut where it is longer than any address
 */
char *
roster_invitee_row_dup_shown (RosterInvitee *invitee)
{
  const char *text;
  g_autofree char *start = NULL;

  g_return_val_if_fail (ROSTER_IS_INVITEE (invitee), NULL);

  text = roster_invitee_get_text (invitee);
  if (strlen (text) <= LONGEST_SHOWN || g_utf8_strlen (text, -1) <= LONGEST_SHOWN)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, LONGEST_SHOWN);

  return g_strconcat (start, "…", NULL);
}
