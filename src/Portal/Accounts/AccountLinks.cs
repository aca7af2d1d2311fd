using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Accounts;

/// <summary>Addresses by which an official account is reached from outside.</summary>
public static class AccountLinks
{
    /// <summary>What may be sent as a link: <c>/app/accounts/APPID</c> at this portal. Who follows by it came by link, not by the code.</summary>
    public static string ToProfile(PortalSettings settings, string appId)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new Uri(settings.Address, $"/app/accounts/{appId}").ToString();
    }

    /// <summary>What the account's QR code says: <c>/app/q/TICKET</c> at this portal.</summary>
    public static string Of(PortalSettings settings, string qrTicket)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new Uri(settings.Address, $"/app/q/{qrTicket}").ToString();
    }
}
