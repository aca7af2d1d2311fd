using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Accounts;

/// <summary>Addresses by which an official account is reached from outside.</summary>
public static class AccountLinks
{
    /// <summary>What the account's QR code says, and what may be sent as a link: <c>/app/q/TICKET</c> at this portal.</summary>
    public static string Of(PortalSettings settings, string qrTicket)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new Uri(settings.Address, $"/app/q/{qrTicket}").ToString();
    }
}
