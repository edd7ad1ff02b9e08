/* roster-client-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-client-text.h"

#include <string.h>

/* Not gettext: its catalogues are in the language of the person who runs the program, and are there only for the languages that are
 * installed. A client may read any of these, whatever the computer speaks. The first is the one for everybody else. */
static const RosterClientText texts[] = {
  {
    .code = "en",
    .name = "English",
    .steps = { "Open TikTok on your phone", "Scan this code", "Check the account and approve" },
    .valid_for = "Valid for",
    .run_out = "This code has run out. Please ask for a new one.",
    .thanks = "Thank you!",
    .thanks_more = "Your approval has arrived. You can put your phone away.",
    .message = "Hello,\n\nplease allow us to advertise with {who}: open this link on the phone on which you are signed in to TikTok, check "
               "that the right account is shown, and approve.\n\n{link}\n\nThe link works for a short time only, until about {until}. If it "
               "has run out, tell us and we will send a new one. You can withdraw the permission in TikTok at any time.",
    .your_account = "your TikTok account",
  },
  {
    .code = "de",
    .name = "Deutsch",
    .steps = { "TikTok auf dem Handy öffnen", "Diesen Code scannen", "Konto prüfen und zustimmen" },
    .valid_for = "Gültig noch",
    .run_out = "Dieser Code ist abgelaufen. Bitte lassen Sie sich einen neuen zeigen.",
    .thanks = "Vielen Dank!",
    .thanks_more = "Ihre Zustimmung ist angekommen. Sie können das Handy weglegen.",
    .message = "Guten Tag,\n\nbitte erlauben Sie uns, mit {who} zu werben: Öffnen Sie diesen Link auf dem Handy, auf dem Sie bei TikTok "
               "angemeldet sind, prüfen Sie, ob das richtige Konto angezeigt wird, und stimmen Sie zu.\n\n{link}\n\nDer Link gilt nur kurze "
               "Zeit, etwa bis {until}. Ist er abgelaufen, sagen Sie uns Bescheid, dann schicken wir einen neuen. Die Erlaubnis können Sie "
               "in TikTok jederzeit zurücknehmen.",
    .your_account = "Ihrem TikTok-Konto",
  },
  {
    .code = "es",
    .name = "Español",
    .steps = { "Abra TikTok en su teléfono", "Escanee este código", "Compruebe la cuenta y acepte" },
    .valid_for = "Válido durante",
    .run_out = "Este código ha caducado. Pida uno nuevo.",
    .thanks = "¡Gracias!",
    .thanks_more = "Hemos recibido su autorización. Ya puede guardar el teléfono.",
    .message = "Hola:\n\nPermítanos hacer publicidad con {who}: abra este enlace en el teléfono en el que tiene la sesión de TikTok, "
               "compruebe que se muestra la cuenta correcta y acepte.\n\n{link}\n\nEl enlace solo funciona durante poco tiempo, hasta las "
               "{until} aproximadamente. Si ha caducado, díganoslo y le enviaremos otro. Puede retirar el permiso en TikTok en cualquier "
               "momento.",
    .your_account = "su cuenta de TikTok",
  },
  {
    .code = "fr",
    .name = "Français",
    .steps = { "Ouvrez TikTok sur votre téléphone", "Scannez ce code", "Vérifiez le compte et acceptez" },
    .valid_for = "Valable encore",
    .run_out = "Ce code a expiré. Demandez-en un nouveau.",
    .thanks = "Merci !",
    .thanks_more = "Votre autorisation est arrivée. Vous pouvez ranger votre téléphone.",
    .message = "Bonjour,\n\nMerci de nous autoriser à faire de la publicité avec {who} : ouvrez ce lien sur le téléphone où vous êtes "
               "connecté à TikTok, vérifiez que le bon compte s’affiche, puis acceptez.\n\n{link}\n\nLe lien ne fonctionne que peu de temps, "
               "jusqu’à {until} environ. S’il a expiré, dites-le-nous et nous en enverrons un autre. Vous pouvez retirer l’autorisation dans "
               "TikTok à tout moment.",
    .your_account = "votre compte TikTok",
  },
  {
    .code = "it",
    .name = "Italiano",
    .steps = { "Apra TikTok sul telefono", "Scansioni questo codice", "Controlli l’account e approvi" },
    .valid_for = "Valido ancora per",
    .run_out = "Questo codice è scaduto. Ne chieda uno nuovo.",
    .thanks = "Grazie!",
    .thanks_more = "La Sua autorizzazione è arrivata. Può mettere via il telefono.",
    .message = "Buongiorno,\n\nper consentirci di fare pubblicità con {who}, apra questo link sul telefono in cui ha effettuato l’accesso a "
               "TikTok, controlli che sia mostrato l’account giusto e approvi.\n\n{link}\n\nIl link funziona solo per poco tempo, fino alle "
               "{until} circa. Se è scaduto, ce lo dica e ne invieremo uno nuovo. Può revocare il permesso in TikTok in qualsiasi momento.",
    .your_account = "il suo account TikTok",
  },
  {
    .code = "nl",
    .name = "Nederlands",
    .steps = { "Open TikTok op uw telefoon", "Scan deze code", "Controleer het account en keur goed" },
    .valid_for = "Nog geldig",
    .run_out = "Deze code is verlopen. Vraag om een nieuwe.",
    .thanks = "Dank u wel!",
    .thanks_more = "Uw toestemming is ontvangen. U kunt uw telefoon wegleggen.",
    .message = "Hallo,\n\ngeef ons toestemming om te adverteren met {who}: open deze link op de telefoon waarop u bij TikTok bent ingelogd, "
               "controleer of het juiste account wordt getoond en keur het goed.\n\n{link}\n\nDe link werkt maar kort, tot ongeveer {until}. "
               "Is hij verlopen, laat het ons weten, dan sturen we een nieuwe. U kunt de toestemming in TikTok altijd intrekken.",
    .your_account = "uw TikTok-account",
  },
  {
    .code = "pl",
    .name = "Polski",
    .steps = { "Otwórz TikToka na telefonie", "Zeskanuj ten kod", "Sprawdź konto i zatwierdź" },
    .valid_for = "Ważny jeszcze",
    .run_out = "Ten kod wygasł. Poproś o nowy.",
    .thanks = "Dziękujemy!",
    .thanks_more = "Zgoda dotarła. Można odłożyć telefon.",
    .message = "Dzień dobry,\n\nprosimy o zgodę na prowadzenie reklam z użyciem konta: {who}. Prosimy otworzyć ten link na telefonie z "
               "zalogowanym TikTokiem, sprawdzić, czy widać właściwe konto, i zatwierdzić.\n\n{link}\n\nLink działa tylko przez krótki czas, "
               "mniej więcej do {until}. Jeśli wygasł, prosimy o wiadomość, a wyślemy nowy. Zgodę można w każdej chwili wycofać w TikToku.",
    .your_account = "Państwa konto na TikToku",
  },
  {
    .code = "pt",
    .name = "Português",
    .steps = { "Abra o TikTok no telefone", "Leia este código", "Confirme a conta e aprove" },
    .valid_for = "Válido por",
    .run_out = "Este código expirou. Peça um novo.",
    .thanks = "Obrigado!",
    .thanks_more = "A sua autorização chegou. Pode guardar o telefone.",
    .message = "Olá,\n\npermita que façamos publicidade com {who}: abra este link no telefone em que tem sessão iniciada no TikTok, "
               "verifique se aparece a conta certa e aprove.\n\n{link}\n\nO link só funciona durante pouco tempo, até cerca das {until}. Se "
               "tiver expirado, avise-nos e enviamos outro. Pode retirar a permissão no TikTok a qualquer momento.",
    .your_account = "a sua conta do TikTok",
  },
};

/**
 * roster_client_text_get_all:
 * @n_languages: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_languages): every language that there is
 */
const RosterClientText *
roster_client_text_get_all (guint *n_languages)
{
  *n_languages = G_N_ELEMENTS (texts);

  return texts;
}

/**
 * roster_client_text_get:
 * @language: (nullable): a language such as "de" or "de_AT.UTF-8"; %NULL or empty for the one that the program speaks
 *
 * Returns: (transfer none): the sentences in that language, or in English when there are none
 */
const RosterClientText *
roster_client_text_get (const char *language)
{
  const char *const *wanted = g_get_language_names ();
  const char *only[] = { language, NULL };

  if (language != NULL && *language != '\0')
    wanted = only;

  for (; *wanted != NULL; wanted++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          gsize length = strlen (texts[i].code);

          if (strncmp (*wanted, texts[i].code, length) == 0 && !g_ascii_isalnum ((*wanted)[length]))
            return &texts[i];
        }
    }

  return &texts[0];
}

/**
 * roster_client_text_get_position:
 * @self: sentences that roster_client_text_get() returned
 *
 * Returns: their place in what roster_client_text_get_all() returns
 */
guint
roster_client_text_get_position (const RosterClientText *self)
{
  return (guint) (self - texts);
}

/**
 * roster_client_text_dup_message:
 * @self: sentences in one language
 * @handle: (nullable): the account's handle, without @
 * @link: the link that the code stands for
 * @until: until when the link can be expected to work, ready to be shown
 *
 * Returns: (transfer full): a message to send to the client
 */
char *
roster_client_text_dup_message (const RosterClientText *self,
                                const char             *handle,
                                const char             *link,
                                const char             *until)
{
  g_autofree char *who = handle != NULL && *handle != '\0' ? g_strconcat ("@", handle, NULL) : g_strdup (self->your_account);
  const struct
  {
    const char *mark;
    const char *text;
  } marks[] = { { "{who}", who }, { "{link}", link }, { "{until}", until } };
  g_autoptr (GString) message = g_string_new (NULL);

  /* One pass, so that a link that happens to hold a mark is left as it is. */
  for (const char *c = self->message; *c != '\0';)
    {
      gsize i = 0;

      while (i < G_N_ELEMENTS (marks) && !g_str_has_prefix (c, marks[i].mark))
        i++;

      if (i < G_N_ELEMENTS (marks))
        {
          g_string_append (message, marks[i].text);
          c += strlen (marks[i].mark);
        }
      else
        {
          g_string_append_c (message, *c++);
        }
    }

  return g_string_free (g_steal_pointer (&message), FALSE);
}
