using System.Globalization;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Outbox;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Identity;

/// <summary>
/// Tells a person by mail that their way in was changed: who sits in a stolen session changes it in silence otherwise. Written in the
/// transaction of the change, in the language of whoever makes it; holds no code and no link that opens anything.
/// </summary>
internal sealed class SecurityMails(Core.Storage.Outbox outbox, IStringLocalizer<OutboxTexts> texts, EditionPolicy policy, PortalSettings settings, TimeProvider clock)
{
    /// <summary>Adds the mail to what the context saves next.</summary>
    /// <param name="db">The context of the change.</param>
    /// <param name="user">Whose way in it is.</param>
    /// <param name="what">The key of the sentence that says what happened.</param>
    /// <param name="detail">What fills its gap: the name of a passkey, for instance.</param>
    public void Tell(PortalDb db, PortalUser user, string what, string detail = "") => outbox.Mail(db, user.Email!,
        texts["Security.Subject", policy.Name],
        texts["Security.Body", policy.Name, texts[what, detail], clock.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), settings.PublicAddress]);
}
