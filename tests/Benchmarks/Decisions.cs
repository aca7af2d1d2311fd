using System.Diagnostics;
using PhoneNumbers;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Benchmarks;

/// <summary>The two decisions that every sign-in and every visit asks, against the bare library and against an empty loop of the same cases.</summary>
internal static class Decisions
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private static readonly string[] Numbers = ["+86 138 0013 8000", "+852 9123 4567", "0044 7400 123456", "+1 (415) 555-2671", "+886 912 345 678", "+33 6 12 34 56 78"];

    public static Task Run()
    {
        var plans = PhoneNumberUtil.GetInstance();
        // The library knows + alone; what is typed with 00 is written so for it beforehand, outside what is measured.
        var plain = Numbers.Select(number => number.StartsWith("00", StringComparison.Ordinal) ? "+" + number[2..] : number).ToArray();
        var bare = Rate(i => plans.IsValidNumber(plans.Parse(plain[i % plain.Length], "CN")) ? 1 : 0);
        var editions = Rate(i => PhoneReading.Of(Numbers[i % Numbers.Length], "CN").IsValid ? 1 : 0);
        // Every combination, made beforehand: an index of its own for each list, taken from one counter, would ask the same few again and again.
        var cases = (from standing in Enum.GetValues<AccountStanding>()
                     from way in Enum.GetValues<WayIn>()
                     from act in Enum.GetValues<Act>()
                     from follows in new[] { true, false }
                     select (Standing: standing, Way: way, Act: act, Follows: follows)).ToArray();
        var loop = Rate(i =>
        {
            var one = cases[i % cases.Length];
            return (int)one.Standing + (int)one.Way + (int)one.Act + (one.Follows ? 1 : 0);
        });
        var visibility = Rate(i =>
        {
            var one = cases[i % cases.Length];
            return Visibility.Decide(EditionPolicy.Weixin, one.Standing, Edition.Weixin, one.Follows, one.Way, one.Act).Allowed ? 1 : 0;
        });

        Figures.Print("phone to edition", editions, "decisions/s");
        Figures.Print("bare libphonenumber, parse and validate", bare, "numbers/s");
        Figures.Print("phone to edition / bare", editions / bare, "ratio");
        Figures.Print("visibility", visibility, "decisions/s");
        Figures.Print("bare loop over the same cases", loop, "cases/s");
        Figures.Print("visibility / bare loop", visibility / loop, "ratio");
        return Task.CompletedTask;
    }

    /// <summary>Calls per second: the median of five rounds after one to warm up.</summary>
    private static double Rate(Func<int, int> call)
    {
        var sum = 0L;
        var rates = new List<double>();
        for (var round = 0; round < 6; round++)
        {
            var (calls, watch) = (0, Stopwatch.StartNew());
            while (watch.Elapsed < Round)
            {
                for (var i = 0; i < 1000; i++)
                    sum += call(calls++);
            }

            if (round > 0)
                rates.Add(calls / watch.Elapsed.TotalSeconds);
        }

        GC.KeepAlive(sum);
        return Figures.Median(rates);
    }
}
