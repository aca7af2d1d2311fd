namespace WeixinWeChat.Core.Campaigns;

/// <summary>The clock on an official account's wall. The database keeps UTC; people plan in their own time.</summary>
public static class ZonedTime
{
    /// <summary>The zone by its IANA name; UTC when this machine does not know it.</summary>
    public static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>What the wall clock shows at a moment.</summary>
    public static DateTime ToLocal(DateTime utc, string id) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone(id)), DateTimeKind.Unspecified);

    /// <summary>
    /// The moment at which the wall clock shows a time. A time that the clock skips in spring becomes the one an hour later;
    /// of a time that it shows twice in autumn the first is taken.
    /// </summary>
    public static DateTime ToUtc(DateTime local, string id)
    {
        var zone = Zone(id);
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        if (zone.IsAmbiguousTime(local))
            return DateTime.SpecifyKind(local - zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    /// <summary>The stretches of a time, oldest first, in each of which the wall clock keeps one distance from UTC. Looked at by the hour.</summary>
    public static IEnumerable<(DateTime From, DateTime To, TimeSpan Offset)> Stretches(DateTime fromUtc, DateTime toUtc, string id)
    {
        var zone = Zone(id);
        var (from, offset) = (fromUtc, zone.GetUtcOffset(fromUtc));
        for (var hour = fromUtc.AddHours(1); hour < toUtc; hour = hour.AddHours(1))
        {
            if (zone.GetUtcOffset(hour) is var changed && changed == offset) continue;
            yield return (from, hour, offset);
            (from, offset) = (hour, changed);
        }

        yield return (from, toUtc, offset);
    }
}
