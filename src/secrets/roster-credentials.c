/* roster-credentials.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-credentials.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "roster-error.h"
#include "roster-json.h"

/* What a connection needs to act: secret, and therefore kept in one place of memory, shared by reference, and overwritten when the last
 * one lets go. In the keyring it is a JSON object, so that something can be added to it without another format. */

struct _RosterCredentials
{
  gatomicrefcount ref_count;
  char *access_token;
  char *app_secret;
};

G_DEFINE_BOXED_TYPE (RosterCredentials, roster_credentials, roster_credentials_ref, roster_credentials_unref)

/**
 * roster_credentials_new:
 * @access_token: the access token
 * @app_secret: (nullable): the secret of the developer app, when the user gave it
 *
 * Returns: (transfer full): new credentials
 */
RosterCredentials *
roster_credentials_new (const char *access_token,
                        const char *app_secret)
{
  RosterCredentials *self;

  g_return_val_if_fail (access_token != NULL, NULL);

  self = g_new0 (RosterCredentials, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->access_token = g_strdup (access_token);
  self->app_secret = app_secret != NULL && *app_secret != '\0' ? g_strdup (app_secret) : NULL;

  return self;
}

/**
 * roster_credentials_new_from_text:
 * @text: (array length=length): what a keyring gave
 * @length: its bytes, or -1 when it ends with a NUL
 * @error: return location for an error
 *
 * Reads what roster_credentials_to_text() wrote. Nothing is taken for granted about @text. Errors: %ROSTER_ERROR_FAILED when there is no
 * access token in it.
 *
 * Returns: (transfer full): new credentials, or %NULL with @error set
 */
RosterCredentials *
roster_credentials_new_from_text (const char  *text,
                                  gssize       length,
                                  GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;
  JsonObject *object = NULL;
  const char *access_token;

  /* json-glib wants UTF-8, and its error message would quote the text. */
  if (text != NULL && g_utf8_validate (text, length, NULL) && json_parser_load_from_data (parser, text, length, NULL))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    object = json_node_get_object (root);

  access_token = roster_json_get_string (object, "access_token");
  if (access_token == NULL || *access_token == '\0')
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_FAILED,
                           _("What the keyring holds for this connection is damaged. Sign in again."));
      return NULL;
    }

  return roster_credentials_new (access_token, roster_json_get_string (object, "app_secret"));
}

/**
 * roster_credentials_ref:
 * @self: credentials
 *
 * Returns: (transfer full): @self, with one more reference
 */
RosterCredentials *
roster_credentials_ref (RosterCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * roster_credentials_unref:
 * @self: (transfer full): credentials
 *
 * Gives back a reference; the last one overwrites and frees the credentials.
 */
void
roster_credentials_unref (RosterCredentials *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  roster_credentials_wipe_text (self->access_token);
  roster_credentials_wipe_text (self->app_secret);
  g_free (self);
}

/**
 * roster_credentials_get_access_token:
 * @self: credentials
 *
 * Returns: (transfer none): the access token
 */
const char *
roster_credentials_get_access_token (RosterCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->access_token;
}

/**
 * roster_credentials_get_app_secret:
 * @self: credentials
 *
 * Returns: (transfer none) (nullable): the secret of the developer app; %NULL when it is not known, as after pasting a token
 */
const char *
roster_credentials_get_app_secret (RosterCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->app_secret;
}

/**
 * roster_credentials_to_text:
 * @self: credentials
 *
 * Writes the credentials for the keyring, and for nothing else.
 *
 * Returns: (transfer full): a text to be freed with roster_credentials_wipe_text()
 */
char *
roster_credentials_to_text (RosterCredentials *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "access_token");
  json_builder_add_string_value (builder, self->access_token);
  if (self->app_secret != NULL)
    {
      json_builder_set_member_name (builder, "app_secret");
      json_builder_add_string_value (builder, self->app_secret);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/**
 * roster_credentials_wipe_text:
 * @text: (transfer full) (nullable): a text that is secret
 *
 * Overwrites a text, in a way that the compiler may not leave out, and frees it.
 */
void
roster_credentials_wipe_text (char *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}
