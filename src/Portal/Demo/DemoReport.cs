using WeixinWeChat.Core.Complaints;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Portal.Demo;

/// <summary>A follower's report of a brand to the platform.</summary>
/// <param name="Brand">Place of the brand in <see cref="DemoPlan.Brands"/>.</param>
/// <param name="Reason">What for.</param>
/// <param name="Text">In their words.</param>
/// <param name="DaysAgo">When.</param>
/// <param name="Upheld">What the platform found, a day later; null when nobody has decided yet.</param>
/// <param name="Answer">What it told them.</param>
public sealed record DemoReport(int Brand, ComplaintReason Reason, string Text, int DaysAgo, bool? Upheld = null, string Answer = "")
{
    internal void Plan(DemoWorld world, DemoTimeline timeline)
    {
        var (made, complaints) = (world.Clock.Now.AddDays(-DaysAgo).AddHours(-2), world.Make<ComplaintOperations>(world.Make<DirectoryOperations>()));
        var account = world.AccountOf(world.Plan.Brands[Brand]);
        timeline.Add(made, async () => await complaints.Make(account.SomeFollower(), account.AppId, new(Guid.NewGuid(), Reason, Text, null)));
        if (Upheld is not { } upheld)
            return;
        timeline.Add(made.AddDays(1), async () =>
        {
            var (desk, staff) = (world.Make<ComplaintDesk>(), world.Staff(PlatformRoles.Reviewer)[0]);
            foreach (var row in (await desk.List(staff, waiting: true)).Items.Where(row => row.MadeAt == made))
                await desk.Decide(staff, row.Code, upheld, Answer, "");
        });
    }
}
