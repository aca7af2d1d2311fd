using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Demo;
using WeixinWeChat.Weixin.Review;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Demo;

/// <summary>
/// The demo's verifications: approved at once, approved after a correction, run out and handed in anew, sent back; and a queue to work on, with a case
/// that is due soon, one that came back corrected, one on a colleague's desk and one that came a moment ago.
/// </summary>
internal sealed class WeixinDemoCases(DemoWorld world, PlatformLimits limits)
{
    private readonly VerificationOperations brands = world.Make<VerificationOperations>();
    private readonly ReviewOperations reviews = world.Make<ReviewOperations>(world.Make<VerificationMails>());

    private Person Reviewer => world.Staff(PlatformRoles.Reviewer)[0];

    private Person Senior => world.Staff(PlatformRoles.SeniorReviewer)[0];

    public void Plan(DemoTimeline timeline)
    {
        var (tea, books, outdoor, bakery, cinema) = (world.Plan.Brands[0], world.Plan.Brands[1], world.Plan.Brands[2], world.Plan.Brands[3], world.Plan.Brands[9]);
        Add(280 - 3, () => HandIn(tea));
        Add(280 - 6, () => Approve(tea, Reviewer, "资料齐全，电话已核实。"));
        Add(240 - 2, () => HandIn(books, blurred: true));
        Add(240 - 5, () => AskForSharpness(books, Reviewer));
        Add(240 - 6, () => HandIn(books));
        Add(240 - 9, () => Approve(books, Senior, "补正后图片清晰，与登记信息一致。"));
        Add(90 - 3, () => HandIn(cinema));
        Add(90 - 7, () => Approve(cinema, Senior, "院线资料齐全，电话已核实。"));
        Add(410 - 10, () => HandIn(bakery));
        Add(395, () => Approve(bakery, Senior, null));
        timeline.Add(world.Clock.Now.AddDays(-30).AddMinutes(5), () => world.Make<StandingOperations>().ExpireOver());

        Add(8, () => HandIn(outdoor, blurred: true));
        Add(3, () => AskForSharpness(outdoor, Reviewer));
        PlanQueue(timeline);

        void Add(int daysAgo, Func<Task> happens) => timeline.Add(world.Clock.Now.AddDays(-daysAgo), happens);
    }

    private void PlanQueue(DemoTimeline timeline)
    {
        var now = world.Clock.Now;
        var (bakery, members, classes, nights) = (world.Plan.Brands[3], world.Plan.Brands[6], world.Plan.Brands[7], world.Plan.Brands[8]);
        // Working days: which day's application is due soon depends on what day it is today. With a limit that is far from the usual one none may be.
        var almostDue = Enumerable.Range(1, 40).Select(days => now.AddDays(-days).AddHours(-5))
            .Where(at => WorkingDays.After(at, limits.VerificationReviewDays) - now is var left && left > TimeSpan.FromHours(3) && left < Urgency.Near)
            .DefaultIfEmpty(now.AddDays(-2)).Last();
        timeline.Add(almostDue, () => HandIn(members));
        timeline.Add(now.AddDays(-6), () => HandIn(bakery, blurred: true));
        timeline.Add(now.AddDays(-4), () => AskForSharpness(bakery, Reviewer));
        timeline.Add(now.AddHours(-20), () => HandIn(bakery));
        timeline.Add(now.AddHours(-7), () => HandIn(nights));
        timeline.Add(now.AddHours(-2), () => HandIn(classes));
        timeline.Add(now.AddMinutes(-5), () => Claim(nights, Senior));
    }

    private async Task HandIn(DemoBrand brand, bool blurred = false)
    {
        // People who came before the badge could not find the account by searching.
        await world.AccountOf(brand).Grow();
        var (owner, appId, subject) = (world.OwnerOf(brand), world.AccountOf(brand).AppId, brand.Subject);
        var data = new SubjectData(subject.LegalName, subject.RegistrationNumber, "方知行", brand.Administrator.Name, brand.Administrator.Phone.E164);
        if (await brands.Find(owner, appId) is { CanStart: true })
            Done(await brands.Start(owner, appId));
        var (uploaded, problem) = await brands.Upload(owner, appId, "营业执照.jpg", SampleLicence.Draw(subject.LegalName, subject.RegistrationNumber, data.LegalRepresentative, blurred));
        if (uploaded != BrandOutcome.Done)
            throw new InvalidOperationException($"The licence of {brand.Name} was not taken: {uploaded} {problem}.");
        Done(await brands.Submit(owner, appId, data, (await brands.Find(owner, appId))!.Version));

        void Done(BrandResult result)
        {
            if (result.Outcome != BrandOutcome.Done)
                throw new InvalidOperationException($"The verification of {brand.Name}: {result.Outcome} {string.Join(" ", result.Problems)}");
        }
    }

    private async Task<CaseDesk> Claim(DemoBrand brand, Person reviewer)
    {
        var id = world.AccountOf(brand).Id;
        await using var db = await world.Dbs.CreateDbContextAsync();
        var code = await db.VerificationCases.Where(row => row.AccountId == id).OrderByDescending(row => row.Id).Select(row => row.Code).FirstAsync();
        return await reviews.Open(reviewer, code) ?? throw new InvalidOperationException($"{reviewer.Name} does not see the case of {brand.Name}.");
    }

    private async Task Approve(DemoBrand brand, Person reviewer, string? note)
    {
        var desk = await Claim(brand, reviewer);
        Done(brand, await reviews.Approve(reviewer, desk.Code, desk.Version, note));
    }

    private async Task AskForSharpness(DemoBrand brand, Person reviewer)
    {
        var desk = await Claim(brand, reviewer);
        var reason = Reasons.Find("licence.illegible")!;
        Finding[] findings = [new(CaseField.BusinessLicence, reason.Code, reason.Template.En, reason.Template.Zh)];
        Done(brand, await reviews.RequestCorrection(reviewer, desk.Code, desk.Version, findings, "执照编号无法辨认。"));
    }

    private static void Done(DemoBrand brand, ReviewResult result)
    {
        if (result.Outcome != ReviewOutcome.Done)
            throw new InvalidOperationException($"The review of {brand.Name}: {result.Outcome} {string.Join(" ", result.Problems)}");
    }
}
