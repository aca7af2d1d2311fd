using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Outbox;

/// <summary>Sends mail over SMTP, when the settings name a server.</summary>
internal sealed class MailSender(PortalSettings settings, EditionPolicy policy)
{
    private const int ImplicitTlsPort = 465;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Without a server mail stays in the outbox.</summary>
    public bool IsSet => settings.Mail.Host.Length > 0;

    public async Task Send(long id, string recipient, string subject, string body, CancellationToken cancel)
    {
        var mail = settings.Mail;
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress(policy.Name.ToString(), mail.From));
        message.To.Add(MailboxAddress.Parse(recipient));
        message.Subject = subject;
        message.Body = new TextPart("plain") { Text = body };
        // The same row keeps the same id: should it ever be sent again after a crash, the receiving side can tell.
        message.MessageId = $"outbox.{id}@{settings.Address.Host}";
        message.Headers.Add("Auto-Submitted", "auto-generated");

        using var smtp = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await smtp.ConnectAsync(mail.Host, mail.Port, Security(mail), cancel);
        if (mail.User.Length > 0)
            await smtp.AuthenticateAsync(mail.User, mail.Password, cancel);
        await smtp.SendAsync(message, cancel);
        await smtp.DisconnectAsync(true, cancel);
    }

    // A password is never sent in clear; a relay on the own machine that wants none may have no certificate.
    private static SecureSocketOptions Security(MailSettings mail) => mail switch
    {
        { Port: ImplicitTlsPort } => SecureSocketOptions.SslOnConnect,
        { User.Length: > 0 } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };
}
