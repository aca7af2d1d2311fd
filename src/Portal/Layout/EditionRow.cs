using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Portal.Layout;

/// <summary>One line of the table that shows the two systems side by side.</summary>
/// <param name="Property">The property of <see cref="EditionPolicy"/>; its name also finds the line's heading.</param>
/// <param name="Value">What the policy holds, as text; null where it is a yes or no.</param>
/// <param name="Holds">Whether the system has it at all; null where that is no question.</param>
public sealed record EditionRow(string Property, Func<EditionPolicy, IStringLocalizer, string>? Value = null, Func<EditionPolicy, bool>? Holds = null)
{
    /// <summary>All lines, the ones that decide for a marketer first. Read from the policy, so that the page cannot promise what the portal lacks.</summary>
    public static IReadOnlyList<EditionRow> All { get; } =
    [
        new(nameof(EditionPolicy.People), (policy, _) => policy.People.ToString()),
        new(nameof(EditionPolicy.RealPortal), (policy, _) => policy.RealPortal),
        new(nameof(EditionPolicy.SearchableOnce), (policy, text) => text[$"Compare_Searchable_{policy.SearchableOnce}"]),
        new(nameof(EditionPolicy.AccountTypes), (policy, text) => string.Join(text["Compare_And"], policy.AccountTypes.Select(type => text[$"Compare_Type_{type}"].Value))),
        new(nameof(EditionPolicy.HasWallet), Holds: policy => policy.HasWallet),
        new(nameof(EditionPolicy.HasCardsAndOffers), Holds: policy => policy.HasCardsAndOffers),
        new(nameof(EditionPolicy.Games), (policy, _) => policy.Games.ToString()),
        new(nameof(EditionPolicy.DefaultCulture), (policy, _) => LanguageSwitch.Languages.Single(language => language.Culture == policy.DefaultCulture).Name),
        new(nameof(EditionPolicy.Currency), (policy, text) => policy.Currency ?? text["Compare_OwnCurrency"]),
        new(nameof(EditionPolicy.TimeZone), (policy, text) => policy.TimeZone ?? text["Compare_OwnTimeZone"]),
        new(nameof(EditionPolicy.DataResidency), (policy, _) => policy.DataResidency.ToString()),
    ];
}
