using System.Globalization;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>The cinemas' own addresses in the app.</summary>
public static class CinemaAddress
{
    /// <summary>What is shown in a city on a day.</summary>
    public const string Home = "/app/cinema";

    /// <summary>The reader's tickets.</summary>
    public const string Tickets = "/app/cinema/tickets";

    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>What is shown in this city on this day.</summary>
    public static string HomeOf(string? city, DateOnly? day, FilmPlace? after = null) =>
        Home + Query(city, day, null, after is null ? null : string.Create(CultureInfo.InvariantCulture, $"{after.Count}-{after.FilmId}"));

    /// <summary>A film, in this city on this day; to change a ticket, when one is named.</summary>
    public static string Film(string code, string? city = null, DateOnly? day = null, string? change = null, string? after = null) => $"{Home}/films/{code}{Query(city, day, change, after)}";

    /// <summary>The seats of a screening; to change a ticket, when one is named.</summary>
    public static string Screening(string code, string? change = null) => $"{Home}/screenings/{code}{Query(null, null, change)}";

    /// <summary>The seats of a screening that are taken, for the script that keeps the page fresh.</summary>
    public static string Taken(string code) => $"{Home}/screenings/{code}/taken";

    /// <summary>An order.</summary>
    public static string Order(string code) => $"{Home}/orders/{code}";

    /// <summary>A page of the reader's tickets.</summary>
    public static string TicketsOf(long before) => string.Create(CultureInfo.InvariantCulture, $"{Tickets}?before={before}");

    /// <summary>The day that an address names, among those that can be chosen; anything else is the first of them.</summary>
    public static DateOnly DayOf(string? typed, DateOnly today) =>
        DateOnly.TryParseExact(typed, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= today && day < today.AddDays(Programme.Days) ? day : today;

    /// <summary>The ticket that an address names; null when it names none.</summary>
    public static string? ChangeOf(string? typed) => Ids.IsCode(typed) ? typed : null;

    /// <summary>The place in the list of films that an address names; null, the beginning, when it names none.</summary>
    public static FilmPlace? PlaceOf(string? typed) => typed?.Split('-') is [var count, var film]
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var often) && long.TryParse(film, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? new(often, id) : null;

    private static string Query(string? city, DateOnly? day, string? change, string? after = null)
    {
        var parts = new[]
        {
            city is null ? null : $"city={Uri.EscapeDataString(city)}",
            day is { } on ? $"day={on.ToString(DayFormat, CultureInfo.InvariantCulture)}" : null,
            change is null ? null : $"change={change}",
            after is null ? null : $"after={Uri.EscapeDataString(after)}",
        }.OfType<string>().ToList();
        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }
}
