/* roster-stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-stage.h"

#include "roster-error-page.h"
#include "roster-ui-enums.h"

/* The four things that a page can be: waiting, empty, in trouble, or full. The page for trouble is made when there is some. */

struct _RosterStage
{
  AdwBin parent_instance;

  RosterStageState state;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *loading_label;
  GtkWidget *stop_button;
  AdwBin *empty_bin;
  AdwBin *error_bin;
  AdwBin *content_bin;
};

G_DEFINE_FINAL_TYPE (RosterStage, roster_stage, ADW_TYPE_BIN)

typedef enum
{
  PROP_STATE = 1,
  PROP_CONTENT,
  PROP_EMPTY,
  PROP_LOADING_TEXT,
  PROP_STOPPABLE,
} RosterStageProperty;

typedef enum
{
  SIGNAL_STOP,
  SIGNAL_RETRY,
  SIGNAL_SIGN_IN,
} RosterStageSignal;

static GParamSpec *properties[PROP_STOPPABLE + 1];
static guint signals[SIGNAL_SIGN_IN + 1];

static void
on_stop (RosterStage *self)
{
  g_signal_emit (self, signals[SIGNAL_STOP], 0);
}

static void
on_retry (RosterStage *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
on_sign_in (RosterStage *self)
{
  g_signal_emit (self, signals[SIGNAL_SIGN_IN], 0);
}

static void
roster_stage_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  RosterStage *self = ROSTER_STAGE (object);

  switch ((RosterStageProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (self->content_bin));
      break;

    case PROP_EMPTY:
      g_value_set_object (value, adw_bin_get_child (self->empty_bin));
      break;

    case PROP_LOADING_TEXT:
      g_value_set_string (value, gtk_label_get_text (self->loading_label));
      break;

    case PROP_STOPPABLE:
      g_value_set_boolean (value, gtk_widget_get_visible (self->stop_button));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_stage_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  RosterStage *self = ROSTER_STAGE (object);

  switch ((RosterStageProperty) prop_id)
    {
    case PROP_STATE:
      roster_stage_set_state (self, g_value_get_enum (value));
      break;

    case PROP_CONTENT:
      adw_bin_set_child (self->content_bin, g_value_get_object (value));
      break;

    case PROP_EMPTY:
      adw_bin_set_child (self->empty_bin, g_value_get_object (value));
      break;

    case PROP_LOADING_TEXT:
      gtk_label_set_text (self->loading_label, g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
      break;

    case PROP_STOPPABLE:
      gtk_widget_set_visible (self->stop_button, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_stage_dispose (GObject *object)
{
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ROSTER_TYPE_STAGE);

  G_OBJECT_CLASS (roster_stage_parent_class)->dispose (object);
}

static void
roster_stage_class_init (RosterStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = roster_stage_get_property;
  object_class->set_property = roster_stage_set_property;
  object_class->dispose = roster_stage_dispose;

  /**
   * RosterStage:state:
   *
   * Which of the four it is.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, ROSTER_TYPE_STAGE_STATE, ROSTER_STAGE_LOADING,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterStage:content:
   *
   * What is shown when there is something to show.
   */
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterStage:empty:
   *
   * What is shown when there is nothing: an #AdwStatusPage, as a rule.
   */
  properties[PROP_EMPTY] =
    g_param_spec_object ("empty", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterStage:loading-text:
   *
   * What is being waited for.
   */
  properties[PROP_LOADING_TEXT] =
    g_param_spec_string ("loading-text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterStage:stoppable:
   *
   * Whether the waiting has a Cancel button, which emits #RosterStage::stop.
   */
  properties[PROP_STOPPABLE] =
    g_param_spec_boolean ("stoppable", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RosterStage::stop:
   *
   * The person does not want to wait any longer.
   */
  signals[SIGNAL_STOP] = g_signal_new ("stop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RosterStage::retry:
   *
   * The person wants what failed to be tried again.
   */
  signals[SIGNAL_RETRY] = g_signal_new ("retry", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RosterStage::sign-in:
   *
   * The person wants to sign in again.
   */
  signals[SIGNAL_SIGN_IN] = g_signal_new ("sign-in", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/common/roster-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterStage, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterStage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterStage, loading_label);
  gtk_widget_class_bind_template_child (widget_class, RosterStage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, RosterStage, empty_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterStage, error_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterStage, content_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
}

static void
roster_stage_init (RosterStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spinner_start (self->spinner);
}

/**
 * roster_stage_get_state:
 * @self: a stage
 *
 * Returns: what it shows
 */
RosterStageState
roster_stage_get_state (RosterStage *self)
{
  g_return_val_if_fail (ROSTER_IS_STAGE (self), ROSTER_STAGE_LOADING);

  return self->state;
}

/**
 * roster_stage_set_state:
 * @self: a stage
 * @state: what it shall show
 *
 * Shows one of the four. For an error, call roster_stage_set_error(), which says which.
 */
void
roster_stage_set_state (RosterStage      *self,
                        RosterStageState  state)
{
  static const char *const NAMES[] = { "loading", "empty", "error", "content" };

  g_return_if_fail (ROSTER_IS_STAGE (self));

  if (self->state == state)
    return;

  self->state = state;
  /* A spinner that nobody sees still asks for frames. */
  gtk_spinner_set_spinning (self->spinner, state == ROSTER_STAGE_LOADING);
  gtk_stack_set_visible_child_name (self->stack, NAMES[state]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * roster_stage_set_error:
 * @self: a stage
 * @error: (nullable): what went wrong
 *
 * Shows an error.
 */
void
roster_stage_set_error (RosterStage  *self,
                        const GError *error)
{
  GtkWidget *page;

  g_return_if_fail (ROSTER_IS_STAGE (self));

  page = adw_bin_get_child (self->error_bin);
  if (page == NULL)
    {
      page = roster_error_page_new ();
      g_signal_connect_swapped (page, "retry", G_CALLBACK (on_retry), self);
      g_signal_connect_swapped (page, "sign-in", G_CALLBACK (on_sign_in), self);
      adw_bin_set_child (self->error_bin, page);
    }

  roster_error_page_set_error (ROSTER_ERROR_PAGE (page), error);
  roster_stage_set_state (self, ROSTER_STAGE_ERROR);
}
