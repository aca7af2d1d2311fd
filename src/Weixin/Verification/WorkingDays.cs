namespace WeixinWeChat.Weixin.Verification;

/// <summary>Counts working days as the promise to the brands means them: Monday to Friday in mainland China.</summary>
public static class WorkingDays
{
    // China has one zone and no summer time, so a fixed distance is exact; it also spares the zone database.
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>The same time of day so many working days later, UTC. Public holidays count as working days here: the promise errs on the strict side.</summary>
    public static DateTime After(DateTime utc, int days)
    {
        var local = utc + Shanghai;
        while (days > 0)
        {
            local = local.AddDays(1);
            if (local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) days--;
        }

        return local - Shanghai;
    }
}
