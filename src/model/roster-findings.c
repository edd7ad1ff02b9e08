/* roster-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-findings.h"

#include "roster-finding-rules.h"
#include "roster-list.h"

/* What deserves attention in a directory, as a list of RosterFinding. It is worked out when asked to, and changed in place. */

struct _RosterFindings
{
  GObject parent_instance;

  RosterDirectory *directory;
  RosterPerson *oneself;
  RosterGaps *gaps;    /* (nullable) */
  GPtrArray *vanished; /* of RosterTiktokAccount */
  GListStore *found;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterFindings, roster_findings, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
roster_findings_get_item_type (GListModel *model)
{
  return ROSTER_TYPE_FINDING;
}

static guint
roster_findings_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ROSTER_FINDINGS (model)->found));
}

static gpointer
roster_findings_get_item (GListModel *model,
                          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (ROSTER_FINDINGS (model)->found), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_findings_get_item_type;
  iface->get_n_items = roster_findings_get_n_items;
  iface->get_item = roster_findings_get_item;
}

static void
roster_findings_finalize (GObject *object)
{
  RosterFindings *self = ROSTER_FINDINGS (object);

  g_clear_object (&self->directory);
  g_clear_object (&self->oneself);
  g_clear_object (&self->gaps);
  g_clear_pointer (&self->vanished, g_ptr_array_unref);
  g_clear_object (&self->found);

  G_OBJECT_CLASS (roster_findings_parent_class)->finalize (object);
}

static void
roster_findings_class_init (RosterFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_findings_finalize;
}

static void
roster_findings_init (RosterFindings *self)
{
  self->vanished = g_ptr_array_new_with_free_func (g_object_unref);
  self->found = g_list_store_new (ROSTER_TYPE_FINDING);
  g_signal_connect_swapped (self->found, "items-changed", G_CALLBACK (g_list_model_items_changed), self);
}

/**
 * roster_findings_new:
 * @directory: what is known of the Business Center
 *
 * Returns: (transfer full): an empty list; roster_findings_update() fills it
 */
RosterFindings *
roster_findings_new (RosterDirectory *directory)
{
  RosterFindings *self = g_object_new (ROSTER_TYPE_FINDINGS, NULL);

  self->directory = g_object_ref (directory);

  return self;
}

/**
 * roster_findings_set_oneself:
 * @self: the findings
 * @oneself: (nullable): who is signed in
 *
 * Says whom to call "you" from the next update on.
 */
void
roster_findings_set_oneself (RosterFindings *self,
                             RosterPerson   *oneself)
{
  g_return_if_fail (ROSTER_IS_FINDINGS (self));

  g_set_object (&self->oneself, oneself);
}

/**
 * roster_findings_set_gaps:
 * @self: the findings
 * @gaps: (nullable): what is known in part only
 *
 * Says from what nothing is to be concluded from the next update on.
 */
void
roster_findings_set_gaps (RosterFindings *self,
                          RosterGaps     *gaps)
{
  g_return_if_fail (ROSTER_IS_FINDINGS (self));

  g_set_object (&self->gaps, gaps);
}

/**
 * roster_findings_set_vanished:
 * @self: the findings
 * @tiktok_accounts: (nullable) (element-type RosterTiktokAccount): TikTok accounts that were in the Business Center and that nobody here took out
 *
 * Says which TikTok accounts are missed from the next update on; those that are in the directory are not.
 */
void
roster_findings_set_vanished (RosterFindings *self,
                              GPtrArray      *tiktok_accounts)
{
  g_return_if_fail (ROSTER_IS_FINDINGS (self));

  g_ptr_array_set_size (self->vanished, 0);
  for (guint i = 0; tiktok_accounts != NULL && i < tiktok_accounts->len; i++)
    g_ptr_array_add (self->vanished, g_object_ref (tiktok_accounts->pdata[i]));
}

/**
 * roster_findings_update:
 * @self: the findings
 * @now_us: the time now, in microseconds since 1970
 *
 * Works the list out again. Findings that are still there keep their identity; what changed about them is notified.
 */
void
roster_findings_update (RosterFindings *self,
                        gint64          now_us)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_if_fail (ROSTER_IS_FINDINGS (self));

  found = roster_finding_rules_apply (self->directory, self->oneself, self->gaps, self->vanished, now_us);
  roster_list_merge (self->found, found);
}
