using WeixinWeChat.Core.Games;

namespace WeixinWeChat.Portal.Games;

/// <summary>What is typed for an entry of the catalogue.</summary>
internal sealed class EntryForm
{
    public string Game { get; set; } = "";

    public List<string> Regions { get; set; } = [];

    public string TitleZh { get; set; } = "";

    public string TitleEn { get; set; } = "";

    public string WordsZh { get; set; } = "";

    public string WordsEn { get; set; } = "";

    public string? Picture { get; set; }

    public string? From { get; set; }

    public string? Until { get; set; }

    public string Order { get; set; } = "10";

    public static EntryForm Of(EntryDraft draft) => new()
    {
        Game = draft.Game ?? "",
        Regions = [.. draft.Regions],
        TitleZh = draft.TitleZh ?? "",
        TitleEn = draft.TitleEn ?? "",
        WordsZh = draft.WordsZh ?? "",
        WordsEn = draft.WordsEn ?? "",
        Picture = draft.Picture,
        From = draft.From,
        Until = draft.Until,
        Order = draft.Order ?? "",
    };

    public EntryDraft Draft() => new(Game, [.. Regions], TitleZh, TitleEn, WordsZh, WordsEn, Picture, From, Until, Order);
}
