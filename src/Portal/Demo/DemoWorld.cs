using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Demo;

/// <summary>
/// A believable world for people who try the portal out: made by the same operations as real input, from a fixed seed, over a clock that
/// walks through the past months.
/// </summary>
public sealed class DemoWorld
{
    /// <summary>Subscribers.</summary>
    public const int Subscribers = 3000;

    private const int Seed = 20261122;

    private readonly ServiceProvider services;
    private readonly Dictionary<DemoBrand, DemoAccount> accounts = [];
    private readonly Dictionary<string, Person> people = [];

    private DemoWorld(DemoPlan plan, EditionPolicy policy, DemoClock clock, Random dice, ServiceProvider services) =>
        (Plan, Policy, Clock, Dice, this.services, Dbs) = (plan, policy, clock, dice, services, services.GetRequiredService<IDbContextFactory<PortalDb>>());

    /// <summary>What is built.</summary>
    public DemoPlan Plan { get; }

    /// <summary>Where.</summary>
    public EditionPolicy Policy { get; }

    /// <summary>The clock of everything that is built.</summary>
    public DemoClock Clock { get; }

    /// <summary>All chance comes from here.</summary>
    public Random Dice { get; }

    /// <summary>The database.</summary>
    public IDbContextFactory<PortalDb> Dbs { get; }

    internal Core.Materials.MediaStore Media => services.GetRequiredService<Core.Materials.MediaStore>();

    internal ConfirmationCodes Codes => services.GetRequiredService<ConfirmationCodes>();

    /// <summary>Operations over the demo's clock and database.</summary>
    /// <param name="others">What they need that the demo does not know of.</param>
    public T Make<T>(params object[] others)
        where T : notnull => ActivatorUtilities.CreateInstance<T>(services, others);

    /// <summary>Who runs a brand.</summary>
    public Person OwnerOf(DemoBrand brand)
    {
        ArgumentNullException.ThrowIfNull(brand);
        return people[Plan.Owners[brand.Owner].Email];
    }

    /// <summary>The platform's people in a role.</summary>
    public IReadOnlyList<Person> Staff(string role) => [.. Plan.Staff.Where(one => one.Role == role).Select(one => people[one.Email])];

    /// <summary>A brand's account; there once it is registered.</summary>
    public DemoAccount AccountOf(DemoBrand brand) => accounts[brand];

    /// <summary>The six digits of the message that was written last.</summary>
    internal async Task<string> LastCode()
    {
        await using var db = await Dbs.CreateDbContextAsync();
        var (_, body) = services.GetRequiredService<Core.Storage.Outbox>().Open(await db.OutboxMessages.OrderByDescending(message => message.Id).FirstAsync());
        return System.Text.RegularExpressions.Regex.Match(body, $@"(?<!\d)\d{{{ConfirmationCode.Length}}}(?!\d)").Value;
    }

    /// <summary>Builds the world of a portal whose database was created a moment ago.</summary>
    internal static async Task Build(IServiceProvider portal, CancellationToken cancel)
    {
        var (content, policy) = (portal.GetRequiredService<DemoContent>(), portal.GetRequiredService<EditionPolicy>());
        // The messages that lie in the outbox are in the language of the portal's people.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(policy.DefaultCulture), CultureInfo.GetCultureInfo(policy.DefaultCulture));
        var clock = new DemoClock(portal.GetRequiredService<PortalSettings>().DemoMoment?.UtcDateTime ?? portal.GetRequiredService<TimeProvider>().UtcNow);
        var dice = new Random(Seed);
        using var dbs = new DemoDb(portal.GetRequiredService<IDbContextFactory<PortalDb>>());
        await using var services = DemoServices.Build(portal, clock, dbs, dice);
        var world = new DemoWorld(content.Plan, policy, clock, dice, services);
        await world.Build(new DemoPeople(portal, world), content, cancel);
    }

    private async Task Build(DemoPeople made, DemoContent content, CancellationToken cancel)
    {
        Clock.Set(Clock.Now.AddDays(-420));
        foreach (var owner in Plan.Owners)
        {
            cancel.ThrowIfCancellationRequested();
            people[owner.Email] = await made.SignUp(owner.Name, owner.Email);
        }

        foreach (var staff in Plan.Staff)
        {
            cancel.ThrowIfCancellationRequested();
            people[staff.Email] = await made.Appoint(await made.SignUp(staff.Name, staff.Email), staff.Role);
        }

        var crowd = await made.Admit(Subscribers, cancel);

        var timeline = new DemoTimeline();
        foreach (var brand in Plan.Brands)
            accounts[brand] = DemoAccount.Plan(this, brand, crowd, timeline);
        foreach (var report in content.Reports)
            report.Plan(this, timeline);
        foreach (var comment in content.Comments)
            comment.Plan(this, timeline);
        content.Friends.Plan(this, [.. crowd.Select(one => one.Id)], timeline);
        foreach (var game in content.Games)
            game.Plan(this, timeline);
        content.AddTo(this, timeline);
        timeline.Add(Clock.Now, async () =>
        {
            await Make<Core.Accounts.StandingOperations>().ExpireOver(cancel);
            await Make<Core.Campaigns.DeliveryOperations>().EndOver(cancel);
        });
        await timeline.Play(Clock, cancel);
    }
}
