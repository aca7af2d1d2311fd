using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.People;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>A chain with a cinema and a film that is shown tomorrow evening, and subscribers with money.</summary>
internal sealed class CinemaRig : IDisposable
{
    /// <summary>Rows A to C: six single seats each but for two couple seats at the back.</summary>
    public const string Plan = "######\n###.###\n==.==";

    private CinemaRig(WalletRig wallet)
    {
        Wallet = wallet;
        Tickets = new(Wallet.Db, Wallet.Books, Wallet.Passwords, Wallet.Spending, Wallet.Db.Limits, Wallet.Db.Clock, NullLogger<TicketOperations>.Instance);
        Chains = new(Wallet.Db, Wallet.Db.Clock);
        Programme = new(Wallet.Db, Wallet.Db.Clock);
        Doors = new(Wallet.Db, Tries, Wallet.Db.Clock);
        Earnings = new(Wallet.Db, Wallet.Books, Wallet.Db.Clock, NullLogger<TicketEarnings>.Instance);
    }

    public WalletRig Wallet { get; }

    public TicketOperations Tickets { get; }

    public ChainOperations Chains { get; }

    public Programme Programme { get; }

    public TicketEarnings Earnings { get; }

    public CounterTries Tries { get; } = new();

    public DoorOperations Doors { get; }

    public Person Owner { get; private set; } = default!;

    public OfficialAccount Chain { get; private set; } = default!;

    public DateTime Now => Wallet.Db.Clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => DateOnly.FromDateTime(ZonedTime.ToLocal(Now, "Asia/Shanghai"));

    /// <summary>Tomorrow at 19:30, in yuan 40 a seat.</summary>
    public string Evening { get; private set; } = "";

    /// <summary>The same film tomorrow at 22:00, in yuan 50 a seat.</summary>
    public string Late { get; private set; } = "";

    /// <summary>The same film the day after at 10:00, in yuan 30 a seat.</summary>
    public string Morning { get; private set; } = "";

    /// <summary>Another film, tomorrow at 15:00.</summary>
    public string Other { get; private set; } = "";

    public static async Task<CinemaRig> Open(WalletRig? wallet = null)
    {
        var rig = new CinemaRig(wallet ?? new());
        rig.Owner = await rig.Wallet.Db.PersonNamed("Chain");
        rig.Chain = await rig.Wallet.Db.AccountOf(rig.Owner, "星河影城", verified: true);
        (await rig.Chains.AddCinema(rig.Owner, rig.Chain.AppId, new("星河影城江畔店", "澜江", "江畔路 1 号"))).IsDone.Should().BeTrue();
        (await rig.Chains.AddHall(rig.Owner, rig.Chain.AppId, new((await rig.View()).Cinemas[0].Code, "1号厅", Plan))).IsDone.Should().BeTrue();
        (await rig.Chains.AddFilm(rig.Owner, rig.Chain.AppId, new("长夜灯塔", "The Lighthouse Keepers", "118", FilmGenre.Drama))).IsDone.Should().BeTrue();
        (await rig.Chains.AddFilm(rig.Owner, rig.Chain.AppId, new("云端快递", "Sky Parcel", "96", FilmGenre.Animation))).IsDone.Should().BeTrue();
        var tomorrow = rig.Today.AddDays(1);
        rig.Evening = await rig.Shown("长夜灯塔", tomorrow, "19:30", "40");
        rig.Late = await rig.Shown("长夜灯塔", tomorrow, "22:00", "50");
        rig.Morning = await rig.Shown("长夜灯塔", tomorrow.AddDays(1), "10:00", "30");
        rig.Other = await rig.Shown("云端快递", tomorrow, "15:00", "40");
        return rig;
    }

    public async Task<ChainView> View() => (await Chains.Find(Owner, Chain.AppId))!;

    /// <summary>What the chain sees of a day in its first cinema.</summary>
    public async Task<IReadOnlyList<ScreeningRow>> Day(DateOnly day) => (await Chains.Day(Owner, Chain.AppId, (await View()).Cinemas[0].Code, day))!;

    public async Task<int?> Repeat(DateOnly day) => await Chains.Repeat(Owner, Chain.AppId, (await View()).Cinemas[0].Code, day);

    /// <summary>Plans a screening.</summary>
    public async Task<string> Shown(string film, DateOnly day, string time, string yuan)
    {
        var view = await View();
        var result = await Chains.AddScreening(Owner, Chain.AppId, new(view.Films.Single(one => one.Title.Zh == film).Code, view.Cinemas[0].Halls[0].Code, day, time, yuan, ScreeningLanguage.Mandarin, ScreeningFormat.Flat));
        result.IsDone.Should().BeTrue(string.Join(' ', result.Problems.Select(problem => problem.Reason.En)));
        var at = ZonedTime.ToUtc(day.ToDateTime(TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture)), "Asia/Shanghai");
        await using var db = Wallet.Db.CreateDbContext();
        return await db.Screenings.Where(row => row.StartsAt == at && row.CancelledAt == null).Select(row => row.Code).SingleAsync();
    }

    public async Task<long> Viewer(string yuan = "1000") => (await Wallet.WithMoney(yuan)).Me;

    public Task<HoldResult> Hold(long me, string screening, params int[] places) => Tickets.Hold(me, new(Guid.NewGuid(), screening, places));

    public async Task<string> Held(long me, string screening, params int[] places)
    {
        var result = await Hold(me, screening, places);
        return result.Code ?? throw new InvalidOperationException($"{result.Problem?.En} {string.Join(',', result.Taken)}");
    }

    public Task<TicketResult> Pay(long me, string code) => Tickets.Pay(me, code, WalletRig.Password);

    public async Task<string> Bought(long me, string screening, params int[] places)
    {
        var code = await Held(me, screening, places);
        (await Pay(me, code)).Problem.Should().BeNull();
        return code;
    }

    /// <summary>The clock, moved to so long before a screening's start.</summary>
    public async Task Before(string screening, TimeSpan time) =>
        Wallet.Db.Clock.AdjustTime(new DateTimeOffset((await At(screening)) - time, TimeSpan.Zero));

    public async Task<DateTime> At(string screening)
    {
        await using var db = Wallet.Db.CreateDbContext();
        return await db.Screenings.Where(row => row.Code == screening).Select(row => row.StartsAt).SingleAsync();
    }

    /// <summary>What a viewer has left and what is with the screenings; and the books, proved.</summary>
    public async Task<(long Wallet, long Tickets)> Money(long me)
    {
        (await Wallet.Fault()).Should().BeNull();
        await using var db = Wallet.Db.CreateDbContext();
        var tickets = db.LedgerAccounts.Where(row => row.Kind == LedgerKind.Tickets);
        return (await Books.Balance(db, LedgerParty.Wallet(me)), await db.LedgerLines.Where(line => tickets.Any(account => account.Id == line.AccountId)).SumAsync(line => line.Amount));
    }

    public async Task<long> Takings()
    {
        await using var db = Wallet.Db.CreateDbContext();
        return await Books.Balance(db, LedgerParty.Takings(Chain.Id));
    }

    public async Task<bool> IsSettled(string screening)
    {
        await using var db = Wallet.Db.CreateDbContext();
        return await db.Screenings.AnyAsync(row => row.Code == screening && row.SettledAt != null);
    }

    public async Task<TicketState> State(long me, string code) => (await Tickets.Find(me, code))!.State;

    public void Dispose()
    {
        Tries.Dispose();
        Wallet.Dispose();
    }
}
