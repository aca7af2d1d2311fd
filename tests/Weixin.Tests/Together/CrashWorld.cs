using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Together;

/// <summary>Somebody who is signed in and has money.</summary>
/// <param name="Id">The subscriber.</param>
/// <param name="Cookies">Of their browser.</param>
/// <param name="Token">Goes with their forms, before and after every crash.</param>
/// <param name="Membership">The digits of the membership card that they have from the beginning.</param>
/// <param name="MembershipKey">With which it was taken.</param>
internal sealed record Customer(long Id, CookieContainer Cookies, string Token, string Membership, Guid MembershipKey);

/// <summary>A portal that runs, with customers and with what they will all want at once.</summary>
internal sealed class CrashWorld(RunningPortal portal, int crashes) : IDisposable
{
    public const string Password = "305917";
    public const int People = 6;
    public const long Begun = 1_000_000;
    public const long SeatFen = 100;
    public const int Shares = 4;

    private static readonly TimeProvider Clock = TimeProvider.System;

    public TestDb Dbs { get; } = TestDb.Of(portal);

    public List<Customer> Customers { get; } = [];

    /// <summary>One of which there is enough, and one of which there is not.</summary>
    public List<(string Code, int Quantity, int Cap)> Cards { get; } = [];

    /// <summary>What members get for points, and less of it than they will ask for.</summary>
    public (string Code, int Quantity, int Cap) Reward { get; private set; }

    /// <summary>Where they get it.</summary>
    public string Offer { get; private set; } = "";

    /// <summary>Further membership cards, for who joins meanwhile.</summary>
    public List<string> Clubs { get; } = [];

    public List<string> Packets { get; } = [];

    public List<string> Screenings { get; } = [];

    public string Printed { get; private set; } = "";

    public static async Task<CrashWorld> Begin(RunningPortal portal, int crashes)
    {
        var world = new CrashWorld(portal, crashes);
        await world.Furnish();
        return world;
    }

    /// <summary>The places of a hall, row by row.</summary>
    public static int Place(int seat) => (100 * (1 + (seat / HallPlan.ColumnsMax))) + 1 + (seat % HallPlan.ColumnsMax);

    public void Dispose() => Dbs.Dispose();

    private async Task Furnish()
    {
        var (owner, reviewer) = (await Dbs.PersonNamed("Owner"), await Dbs.PersonNamed("Reviewer", PlatformRoles.Reviewer));
        var account = await Dbs.AccountOf(owner, "云上茶事", verified: true);
        await using var db = Dbs.CreateDbContext();
        DateTime? until = Clock.UtcNow.AddYears(1);
        await db.OfficialAccounts.Where(row => row.Id == account.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.VerifiedUntil, until));
        var (enough, scarce) = (new { Quantity = 100_000, Cap = CardTerms.GetLimitMax }, new { Quantity = 3 * (crashes + 1), Cap = Math.Min(CardTerms.GetLimitMax, crashes + 1) });
        foreach (var card in new[] { enough, scarce })
            Cards.Add((await Issued(owner, reviewer, account.AppId, Coupon(card.Quantity, card.Cap)), card.Quantity, card.Cap));
        var club = await Club(owner, reviewer, account.AppId);

        var hasher = new PasswordHasher<Wallet.Wallet>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }));
        var giver = (await Wealthy(db, hasher, 0)).Id;
        await SendPackets(hasher, giver);
        await Show(db, account.Id);
        var code = new MerchantCode { AccountId = account.Id, MadeAt = Clock.UtcNow };
        db.Add(code);
        await db.SaveChangesAsync();
        Printed = code.Code;
        for (var who = 1; who <= People; who++)
        {
            var (id, client, cookies) = await Wealthy(db, hasher, who);
            var (card, key) = await Joined(owner, account.AppId, club, id);
            Customers.Add(new(id, cookies, await client.Token($"/app/pay/{Printed}"), card, key));
            client.Dispose();
        }
    }

    private async Task<(long Id, HttpClient Client, CookieContainer Cookies)> Wealthy(PortalDb db, PasswordHasher<Wallet.Wallet> hasher, int number)
    {
        var phone = $"+86138001380{number:00}";
        var (client, cookies) = await portal.Enter(phone);
        var key = Dbs.Vault.Fingerprint(Subscriber.PhonePurpose, phone);
        var id = await db.Set<Subscriber>().Where(row => row.PhoneKey == key).Select(row => row.Id).SingleAsync();
        db.Add(new Wallet.Wallet
        {
            SubscriberId = id,
            Name = Dbs.Vault.Protect(Wallet.Wallet.Purposes.Name, "林小满"),
            IdNumber = Dbs.Vault.Protect(Wallet.Wallet.Purposes.IdNumber, $"{number}"),
            IdKey = Dbs.Vault.Fingerprint(Wallet.Wallet.Purposes.IdNumber, $"{number}"),
            PasswordHash = hasher.HashPassword(new(), Password),
            OpenedAt = Clock.UtcNow,
        });
        await db.SaveChangesAsync();
        var books = new Books(Clock);
        await books.Move(db, async () => (await books.Post(db, Posting.Of($"in {number}", EntryKind.TopUp, $"{number}", LedgerParty.Card(number), LedgerParty.Wallet(id), Begun)), true));
        return (id, client, cookies);
    }

    private static CardTerms Coupon(int quantity, int cap) => new()
    {
        Kind = CardKind.Gift,
        BrandName = "云上茶事",
        Title = "一杯茶",
        SubTitle = "",
        Notice = "请出示",
        Description = "每次一张。",
        Detail = "茶",
        Quantity = quantity,
        GetLimit = cap,
        Validity = CardValidity.FixedTerm,
        TermDays = 30,
    };

    private async Task<string> Issued(Person owner, Person reviewer, string appId, CardTerms terms)
    {
        var mails = new CardMails(Dbs.Outbox, new PortalSettings { PublicAddress = "http://weixin.example" });
        var (cards, reviews) = (new CardOperations(Dbs, Clock), new CardReviews(Dbs, mails, Clock));
        var draft = (await cards.Save(owner, appId, null, null, terms, [])).Sheet!;
        var waiting = (await cards.Submit(owner, appId, draft.Code, draft.Version)).Sheet!;
        (await reviews.Approve(reviewer, waiting.Code, waiting.Version)).Should().Be(CardOutcome.Done);
        return (await cards.Dispatch(owner, appId, waiting.Code, (await cards.Find(owner, appId, waiting.Code))!.Version)).Sheet!.Code;
    }

    // Every card has its plan: what points are told anew by. The first is everybody's, and it gives the reward.
    private async Task<string> Club(Person owner, Person reviewer, string appId)
    {
        var (plans, offers) = (new PlanOperations(Dbs, Clock), new OfferOperations(Dbs, Clock));
        for (var i = 0; i <= 2 + (crashes / 2); i++)
        {
            var card = await Issued(owner, reviewer, appId, MemberRig.Terms);
            (await plans.Save(owner, appId, card, MemberRig.Form())).Problems.Should().BeEmpty();
            Clubs.Add(card);
        }

        var (quantity, cap, club) = (4 * (crashes + 1), Math.Min(CardTerms.GetLimitMax, crashes + 1), Clubs[0]);
        Clubs.RemoveAt(0);
        Reward = (await Issued(owner, reviewer, appId, Coupon(quantity, cap)), quantity, cap);
        (await offers.Open(owner, appId, club, new(Guid.NewGuid(), Reward.Code, "3", null))).Problems.Should().BeEmpty();
        Offer = (await offers.Find(owner, appId, club))!.Offers.Single().Code;
        return club;
    }

    private async Task<(string Card, Guid Key)> Joined(Person owner, string appId, string club, long me)
    {
        var (books, points, key) = (new Books(Clock), new Points(Clock), Guid.NewGuid());
        var mails = new CardMails(Dbs.Outbox, new PortalSettings { PublicAddress = "http://weixin.example" });
        var card = (await new Claims(Dbs, new(Dbs, mails), Clock).Take(me, club, key, ClaimSource.Link)).Code!;
        (await new MembershipOperations(Dbs, books, points, Dbs.Vault, Clock).Activate(me, card, MemberRig.Agreed())).Should().BeEmpty();
        await using var db = Dbs.CreateDbContext();
        var member = await db.Members.Where(row => row.SubscriberId == me).Select(row => row.Code).SingleAsync();
        (await new MemberOperations(Dbs, books, points, Dbs.Vault, Clock).Adjust(owner, appId, member, new(Guid.NewGuid(), "1000", "开业"))).Problems.Should().BeEmpty();
        return (card, key);
    }

    private async Task SendPackets(PasswordHasher<Wallet.Wallet> hasher, long giver)
    {
        Dbs.Limits.RedPacketsPerDay = 10_000;
        var packets = new RedPacketOperations(Dbs, new(Clock), new(hasher, Clock, new(Dbs)), new(Dbs.Policy, Dbs.Limits, Clock), new(Dbs.Policy, Dbs.Vault), Dbs.Limits, Clock, NullLogger<RedPacketOperations>.Instance);
        for (var i = 0; i < 8 * (crashes + 1); i++)
            Packets.Add((await packets.Send(giver, new(Guid.NewGuid(), RedPacketKind.Lucky, null, $"{Shares}", "0.99", null, Password))).Code!);
    }

    private async Task Show(PortalDb db, long accountId)
    {
        var film = new Film { AccountId = accountId, TitleZh = "长夜灯塔", TitleEn = "The Lighthouse Keepers", Minutes = 100, Genre = FilmGenre.Drama };
        var cinema = new Cinema.Cinema { AccountId = accountId, Name = "星河影城", City = "澜江", Address = "江畔路 1 号" };
        db.AddRange(film, cinema);
        await db.SaveChangesAsync();
        var plan = string.Join('\n', Enumerable.Repeat(new string('#', HallPlan.ColumnsMax), HallPlan.LinesMax));
        var hall = new Hall { CinemaId = cinema.Id, Name = "1号厅", Plan = plan, SeatCount = HallPlan.ColumnsMax * HallPlan.LinesMax };
        db.Add(hall);
        await db.SaveChangesAsync();
        for (var day = 1; day <= 3; day++)
        {
            var starts = Clock.UtcNow.AddDays(day);
            var screening = new Screening { AccountId = accountId, CinemaId = cinema.Id, HallId = hall.Id, FilmId = film.Id, StartsAt = starts, EndsAt = starts.AddMinutes(100), Fen = SeatFen, Language = ScreeningLanguage.Mandarin, Format = ScreeningFormat.Flat };
            db.Add(screening);
            await db.SaveChangesAsync();
            Screenings.Add(screening.Code);
        }
    }
}
