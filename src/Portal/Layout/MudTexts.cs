using Microsoft.Extensions.Localization;
using MudBlazor;

namespace WeixinWeChat.Portal.Layout;

/// <summary>Marks the texts that MudBlazor's own components show.</summary>
public sealed class MudTexts;

/// <summary>Gives MudBlazor its texts in the reader's language.</summary>
internal sealed class PortalMudLocalizer(IStringLocalizer<MudTexts> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];

    public override LocalizedString this[string key, params object[] arguments] => texts[key, arguments];
}
