using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

public sealed class CardOperationsTests
{
    [Fact]
    public async Task From_a_draft_to_an_issued_card()
    {
        using var rig = await CardRig.Begin();
        var draft = await rig.Draft();
        draft.State.Should().Be(CardState.Draft);
        draft.Terms.Should().Be(rig.Terms);

        var handedIn = (await rig.Cards.Submit(rig.Owner, rig.AppId, draft.Code, draft.Version)).Sheet!;
        handedIn.State.Should().Be(CardState.NotVerified);
        (await rig.Cards.Save(rig.Owner, rig.AppId, draft.Code, handedIn.Version, rig.Terms with { Title = "另一个" }, [])).Outcome.Should().Be(CardOutcome.NotNow);

        (await rig.Reviews.Queue(rig.Reviewer)).Rows.Should().ContainSingle().Which.Title.Should().Be(rig.Terms.Title);
        (await rig.Reviews.Approve(rig.Reviewer, draft.Code, handedIn.Version)).Should().Be(CardOutcome.Done);
        (await rig.Reviews.Queue(rig.Reviewer)).Rows.Should().BeEmpty();

        var approved = await rig.Sheet(draft.Code);
        approved.Should().BeEquivalentTo(new { State = CardState.Verified, Quantity = 10, Taken = 0 });
        (await rig.Take(await rig.Subscriber(), draft.Code)).Outcome.Should().Be(ClaimOutcome.Missing);
        (await rig.Cards.Dispatch(rig.Owner, rig.AppId, draft.Code, approved.Version)).Sheet!.State.Should().Be(CardState.Dispatched);
        (await rig.Take(await rig.Subscriber(), draft.Code)).Outcome.Should().Be(ClaimOutcome.Taken);
        (await rig.Cards.List(rig.Owner, rig.AppId))!.Rows.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Quantity = 10, Taken = 1, State = CardState.Dispatched });

        await using var db = rig.Db.CreateDbContext();
        (await db.AuditEntries.Select(entry => entry.Action).ToListAsync()).Should().Contain(["card.submitted", "card.approved", "card.issued"]);
        (await AuditChain.FirstBroken(db)).Should().BeNull();
    }

    [Fact]
    public async Task A_refused_card_says_why_and_is_handed_in_again()
    {
        using var rig = await CardRig.Begin();
        var sheet = await rig.Submitted();
        (await rig.Reviews.Refuse(rig.Reviewer, sheet.Code, sheet.Version, "Unclear", " ")).Should().Be(CardOutcome.Invalid);
        (await rig.Reviews.Refuse(rig.Reviewer, sheet.Code, sheet.Version, "Unclear", "表述不清")).Should().Be(CardOutcome.Done);

        var refused = await rig.Sheet(sheet.Code);
        refused.Should().BeEquivalentTo(new { State = CardState.VerifyFailed, ReasonEn = "Unclear", ReasonZh = "表述不清" });
        var mended = (await rig.Cards.Save(rig.Owner, rig.AppId, sheet.Code, refused.Version, rig.Terms with { Description = "每桌限用一张。" }, [])).Sheet!;
        (await rig.Cards.Submit(rig.Owner, rig.AppId, sheet.Code, mended.Version)).Outcome.Should().Be(CardOutcome.Done);
    }

    [Fact]
    public async Task Of_two_reviewers_one_decides_and_none_of_the_brand()
    {
        using var rig = await CardRig.Begin();
        var colleague = await rig.Db.PersonNamed("Colleague", PlatformRoles.Reviewer);
        await rig.Db.Appoint(rig.Owner.UserId, PlatformRoles.Reviewer);
        await rig.Db.Appoint(rig.Staff.UserId, PlatformRoles.Reviewer);
        var sheet = await rig.Submitted();

        foreach (var insider in new[] { rig.Owner, rig.Staff })
        {
            (await rig.Reviews.Queue(insider)).Rows.Should().BeEmpty();
            (await rig.Reviews.Open(insider, sheet.Code)).Should().BeNull();
            (await rig.Reviews.Approve(insider, sheet.Code, sheet.Version)).Should().Be(CardOutcome.Missing);
        }

        var both = await Task.WhenAll(rig.Reviews.Approve(rig.Reviewer, sheet.Code, sheet.Version), rig.Reviews.Refuse(colleague, sheet.Code, sheet.Version, "No", "否"));
        both.Count(outcome => outcome == CardOutcome.Done).Should().Be(1);
        (await rig.Reviews.Approve(colleague, sheet.Code, sheet.Version)).Should().Be(CardOutcome.Missing);
        await rig.Db.Dismiss(rig.Reviewer.UserId);
        (await rig.Reviews.Queue(rig.Reviewer)).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_missing_is_named_beside_its_field()
    {
        using var rig = await CardRig.Begin();
        var draft = await rig.Draft(new CardTerms { Kind = CardKind.Gift, UseAllStores = false, Validity = CardValidity.FixedTerm });

        var result = await rig.Cards.Submit(rig.Owner, rig.AppId, draft.Code, draft.Version);

        result.Outcome.Should().Be(CardOutcome.Invalid);
        result.Faults!.Where(fault => fault.Problem == CardProblem.Missing).Select(fault => fault.Field).Should().BeEquivalentTo(
            [CardField.Title, CardField.BrandName, CardField.Notice, CardField.Description, CardField.Detail, CardField.Quantity, CardField.Stores, CardField.TermDays]);
    }

    [Fact]
    public async Task Two_tabs_do_not_overwrite_each_other()
    {
        using var rig = await CardRig.Begin();
        var draft = await rig.Draft();
        (await rig.Cards.Save(rig.Owner, rig.AppId, draft.Code, draft.Version, rig.Terms with { Title = "第一个" }, [])).Outcome.Should().Be(CardOutcome.Done);

        (await rig.Cards.Save(rig.Owner, rig.AppId, draft.Code, draft.Version, rig.Terms with { Title = "第二个" }, [])).Outcome.Should().Be(CardOutcome.Conflict);
        (await rig.Cards.Submit(rig.Owner, rig.AppId, draft.Code, draft.Version)).Outcome.Should().Be(CardOutcome.Conflict);
        (await rig.Sheet(draft.Code)).Terms.Title.Should().Be("第一个");
    }

    [Fact]
    public async Task Only_a_verified_account_hands_in_and_issues()
    {
        using var rig = await CardRig.Begin();
        var plain = await rig.Db.AccountOf(rig.Owner, "Plain");
        var draft = (await rig.Cards.Save(rig.Owner, plain.AppId, null, null, rig.Terms, [])).Sheet!;
        (await rig.Cards.Submit(rig.Owner, plain.AppId, draft.Code, draft.Version)).Outcome.Should().Be(CardOutcome.NotVerified);

        var approved = await rig.Approved();
        await rig.Suspend();
        (await rig.Cards.Dispatch(rig.Owner, rig.AppId, approved.Code, approved.Version)).Outcome.Should().Be(CardOutcome.NotVerified);
    }

    [Fact]
    public async Task The_stock_never_falls_below_what_is_taken()
    {
        using var rig = await CardRig.Begin();
        var card = await rig.Issued();
        await rig.Taken(await rig.Subscriber(), card.Code);
        await rig.Taken(await rig.Subscriber(), card.Code);

        (await rig.Cards.ModifyStock(rig.Owner, rig.AppId, card.Code, -9)).Outcome.Should().Be(CardOutcome.BadStock);
        (await rig.Cards.ModifyStock(rig.Owner, rig.AppId, card.Code, int.MinValue)).Outcome.Should().Be(CardOutcome.BadStock);
        (await rig.Cards.ModifyStock(rig.Owner, rig.AppId, card.Code, CardTerms.QuantityMax)).Outcome.Should().Be(CardOutcome.BadStock);
        (await rig.Cards.ModifyStock(rig.Owner, rig.AppId, card.Code, -8)).Sheet.Should().BeEquivalentTo(new { Quantity = 2, Taken = 2 });
        (await rig.Take(await rig.Subscriber(), card.Code)).Outcome.Should().Be(ClaimOutcome.SoldOut);
        (await rig.Cards.ModifyStock(rig.Owner, rig.AppId, card.Code, 1)).Outcome.Should().Be(CardOutcome.Done);
        await rig.Taken(await rig.Subscriber(), card.Code);
    }

    [Fact]
    public async Task Stopped_and_deleted_nobody_takes_it_and_what_was_taken_stays_good()
    {
        using var rig = await CardRig.Begin();
        var card = await rig.Issued();
        var copy = await rig.Taken(await rig.Subscriber(), card.Code);

        var stopped = (await rig.Cards.Stop(rig.Owner, rig.AppId, card.Code, card.Version)).Sheet!;
        (await rig.Take(await rig.Subscriber(), card.Code)).Outcome.Should().Be(ClaimOutcome.Stopped);
        var again = (await rig.Cards.Dispatch(rig.Owner, rig.AppId, card.Code, stopped.Version)).Sheet!;
        (await rig.Take(await rig.Subscriber(), card.Code)).Outcome.Should().Be(ClaimOutcome.Taken);
        (await rig.Cards.Delete(rig.Owner, rig.AppId, card.Code, again.Version)).Sheet!.State.Should().Be(CardState.Deleted);

        (await rig.Take(await rig.Subscriber(), card.Code)).Outcome.Should().Be(ClaimOutcome.Ended);
        (await rig.Counter.Consume(rig.Staff, rig.AppId, copy, null))!.Refusal.Should().BeNull();
        (await rig.Cards.List(rig.Owner, rig.AppId))!.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task A_withdrawn_copy_says_why_to_its_owner_and_at_the_counter()
    {
        using var rig = await CardRig.Begin();
        var (me, card) = (await rig.Subscriber(), await rig.Issued());
        var (copy, used) = (await rig.Taken(me, card.Code), await rig.Taken(me, card.Code));
        await rig.Counter.Consume(rig.Staff, rig.AppId, used, null);

        (await rig.Cards.Withdraw(rig.Owner, rig.AppId, card.Code, copy, " ")).Outcome.Should().Be(CardOutcome.Invalid);
        (await rig.Cards.Withdraw(rig.Owner, rig.AppId, card.Code, used, "退款")).Outcome.Should().Be(CardOutcome.NotNow);
        (await rig.Cards.Withdraw(rig.Owner, rig.AppId, card.Code, copy, "退款")).Outcome.Should().Be(CardOutcome.Done);

        (await rig.Copies.Find(me, copy)).Should().BeEquivalentTo(new { Row = new { State = CodeState.Unavailable }, Reason = "退款" });
        (await rig.Counter.Check(rig.Staff, rig.AppId, copy, null)).Should().BeEquivalentTo(new { Refusal = RedeemRefusal.Withdrawn, Facts = new { Reason = "退款" } });
    }

    [Fact]
    public async Task Another_brand_and_shop_staff_find_nothing()
    {
        using var rig = await CardRig.Begin();
        var stranger = await rig.Db.PersonNamed("Stranger");
        await rig.Db.AccountOf(stranger, "Another", verified: true);
        var (card, store) = (await rig.Issued(), await rig.Store());

        foreach (var other in new[] { stranger, rig.Staff })
        {
            (await rig.Cards.List(other, rig.AppId)).Should().BeNull();
            (await rig.Cards.Find(other, rig.AppId, card.Code)).Should().BeNull();
            (await rig.Cards.Save(other, rig.AppId, card.Code, card.Version, rig.Terms, [])).Outcome.Should().Be(CardOutcome.Missing);
            (await rig.Cards.ModifyStock(other, rig.AppId, card.Code, 1)).Outcome.Should().Be(CardOutcome.Missing);
            (await rig.Cards.Stop(other, rig.AppId, card.Code, card.Version)).Outcome.Should().Be(CardOutcome.Missing);
            (await rig.Cards.Days(other, rig.AppId, card.Code, 7)).Should().BeNull();
            (await rig.Stores.List(other, rig.AppId)).Should().BeNull();
            (await rig.Stores.Close(other, rig.AppId, store)).Found.Should().BeFalse();
            (await rig.Handouts.GiveToAll(other, rig.AppId, card.Code, Guid.NewGuid())).Should().Be(CardOutcome.Missing);
        }

        (await rig.Counter.Counter(stranger, rig.AppId)).Should().BeNull();
        (await rig.Counter.Counter(rig.Staff, rig.AppId)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_card_keeps_only_shops_of_its_own_account()
    {
        using var rig = await CardRig.Begin();
        var stranger = await rig.Db.PersonNamed("Stranger");
        var other = await rig.Db.AccountOf(stranger, "Another", verified: true);
        await rig.Stores.Save(stranger, other.AppId, null, "别家店", "远方路2号", "");
        var (mine, foreign) = (await rig.Store(), (await rig.Stores.List(stranger, other.AppId))!.Single().Code);

        (await rig.Draft(rig.Terms with { UseAllStores = false }, mine, foreign)).Stores.Should().Equal(mine);
        (await rig.Draft(rig.Terms, mine)).Stores.Should().BeEmpty();
    }

    [Fact]
    public async Task A_large_stock_that_runs_low_is_told_once_in_twelve_hours()
    {
        using var rig = await CardRig.Begin();
        var card = await rig.Issued(rig.Terms with { Quantity = 201, GetLimit = 50 });
        await rig.Cards.ModifyStock(rig.Owner, rig.AppId, card.Code, -100);
        var before = await Mails();

        await rig.Taken(await rig.Subscriber(), card.Code);
        (await Mails() - before).Should().Be(1);
        await rig.Taken(await rig.Subscriber(), card.Code);
        (await Mails() - before).Should().Be(1);
        rig.Db.Clock.Advance(CardStock.RemindEvery);
        await rig.Taken(await rig.Subscriber(), card.Code);
        (await Mails() - before).Should().Be(2);

        async Task<int> Mails()
        {
            await using var db = rig.Db.CreateDbContext();
            return await db.OutboxMessages.CountAsync();
        }
    }

    [Fact]
    public async Task All_followers_get_one_however_often_the_job_begins_anew()
    {
        using var rig = await CardRig.Begin();
        var card = await rig.Issued();
        var followers = new List<long>();
        for (var n = 0; n < 8; n++)
            followers.Add(await rig.Follower());
        var key = Guid.NewGuid();
        await rig.Handouts.GiveToAll(rig.Owner, rig.AppId, card.Code, key);
        await rig.Handouts.GiveToAll(rig.Owner, rig.AppId, card.Code, key);
        await using var db = rig.Db.CreateDbContext();
        var handout = (await db.CardHandouts.SingleAsync()).Id;

        (await rig.Handouts.Chunk(handout)).Should().BeTrue();
        // The checkpoint was lost in a crash: the same people again.
        await db.CardHandouts.ExecuteUpdateAsync(row => row.SetProperty(it => it.Checkpoint, 0).SetProperty(it => it.Given, 0));
        await rig.Handouts.Continue();

        (await rig.Handouts.Last(rig.Owner, rig.AppId, card.Code)).Should().BeEquivalentTo(new { Given = 8, FinishedAt = (DateTime?)rig.Db.Clock.UtcNow });
        (await rig.Sheet(card.Code)).Taken.Should().Be(8);
        foreach (var follower in followers)
            (await rig.Copies.List(follower, CopyFilter.Usable)).Rows.Should().ContainSingle();
    }

    [Fact]
    public async Task Named_followers_get_one_and_strangers_none()
    {
        using var rig = await CardRig.Begin();
        var card = await rig.Issued();
        var follower = await rig.Follower();
        await using var db = rig.Db.CreateDbContext();
        var openId = await db.Set<Core.Subscribers.Following>().Where(row => row.SubscriberId == follower).Select(row => row.OpenId).SingleAsync();
        var key = Guid.NewGuid();

        (await rig.Handouts.Give(rig.Owner, rig.AppId, card.Code, [openId, "o-nobody"], key)).Should().Be(new HandoutResult(CardOutcome.Done, 1, 1));
        (await rig.Handouts.Give(rig.Owner, rig.AppId, card.Code, [openId], key)).Given.Should().Be(1);
        (await rig.Sheet(card.Code)).Taken.Should().Be(1);
    }

    [Fact]
    public async Task Those_of_a_tag_get_one_and_a_tag_that_is_gone_means_nobody()
    {
        using var rig = await CardRig.Begin();
        var (card, other) = (await rig.Issued(), await rig.Issued());
        var (tagged, blocked, another) = (await rig.Follower(), await rig.Follower(), await rig.Follower());
        var tags = new TagOperations(rig.Db, rig.Db.Clock);
        await tags.Create(rig.Owner, rig.AppId, "常客");
        await tags.Put(rig.Owner, rig.AppId, FollowerTag.FirstNumber, [await OpenId(tagged), await OpenId(blocked)], on: true);
        await new BlockOperations(rig.Db, rig.Db.Clock).Set(rig.Owner, rig.AppId, await OpenId(blocked), true);

        (await rig.Handouts.GiveToAll(rig.Owner, rig.AppId, card.Code, Guid.NewGuid(), FollowerTag.FirstNumber)).Should().Be(CardOutcome.Done);
        (await rig.Handouts.GiveToAll(rig.Owner, rig.AppId, card.Code, Guid.NewGuid(), 999)).Should().Be(CardOutcome.Missing);
        await rig.Handouts.Continue();

        (await rig.Handouts.Last(rig.Owner, rig.AppId, card.Code)).Should().Match<HandoutRow>(row => row.Given == 1 && row.FinishedAt != null && row.Tag == "常客");
        (await rig.Copies.List(tagged, CopyFilter.Usable)).Rows.Should().ContainSingle();
        foreach (var nobody in new[] { blocked, another })
            (await rig.Copies.List(nobody, CopyFilter.Usable)).Rows.Should().BeEmpty();

        // Deleted before the job comes to it: what was for a few never goes to all.
        await rig.Handouts.GiveToAll(rig.Owner, rig.AppId, other.Code, Guid.NewGuid(), FollowerTag.FirstNumber);
        (await tags.Delete(rig.Owner, rig.AppId, FollowerTag.FirstNumber)).Should().Be(TagOutcome.Done);
        await rig.Handouts.Continue();
        (await rig.Handouts.Last(rig.Owner, rig.AppId, other.Code)).Should().Match<HandoutRow>(row => row.Given == 0 && row.FinishedAt != null && row.Tag == null);

        async Task<string> OpenId(long person)
        {
            await using var db = rig.Db.CreateDbContext();
            return await db.Followings.Where(row => row.SubscriberId == person).Select(row => row.OpenId).SingleAsync();
        }
    }

    [Fact]
    public async Task A_small_handout_does_not_wait_for_a_large_one()
    {
        using var rig = await CardRig.Begin();
        var (large, small) = (await rig.Issued(), await rig.Issued());
        var followers = new List<long>();
        for (var n = 0; n < 8; n++)
            followers.Add(await rig.Follower());
        await rig.Handouts.GiveToAll(rig.Owner, rig.AppId, large.Code, Guid.NewGuid());
        await rig.Handouts.GiveToAll(rig.Owner, rig.AppId, small.Code, Guid.NewGuid());

        (await rig.Handouts.Turn()).Should().BeTrue();

        // A chunk is three people: one chunk of each.
        (await rig.Sheet(large.Code)).Taken.Should().Be(3);
        (await rig.Sheet(small.Code)).Taken.Should().Be(3);
        await rig.Handouts.Continue();
        (await rig.Sheet(large.Code)).Taken.Should().Be(8);
        (await rig.Sheet(small.Code)).Taken.Should().Be(8);
        (await rig.Handouts.Turn()).Should().BeFalse();
    }

    [Fact]
    public async Task What_cannot_be_taken_is_not_given_and_it_is_said_why()
    {
        using var rig = await CardRig.Begin();
        var follower = await rig.Follower();
        await using var db = rig.Db.CreateDbContext();
        var openId = await db.Set<Core.Subscribers.Following>().Where(row => row.SubscriberId == follower).Select(row => row.OpenId).SingleAsync();
        var card = await rig.Issued(rig.Terms with { TakeFrom = rig.Db.Clock.UtcNow.AddHours(1) });

        (await Both()).Should().Equal(CardOutcome.NotStarted, CardOutcome.NotStarted);
        (await rig.Handouts.Last(rig.Owner, rig.AppId, card.Code)).Should().BeNull();
        rig.Db.Clock.Advance(TimeSpan.FromHours(1));
        (await Both()).Should().Equal(CardOutcome.Done, CardOutcome.Done);
        rig.Db.Clock.Advance(TimeSpan.FromDays(30));
        (await Both()).Should().Equal(CardOutcome.Over, CardOutcome.Over);
        var stopped = await rig.Issued(rig.Terms with { Validity = CardValidity.FixedTerm, BeginsAt = null, EndsAt = null, TermDays = 3 });
        await rig.Cards.Stop(rig.Owner, rig.AppId, stopped.Code, stopped.Version);
        card = stopped;
        (await Both()).Should().Equal(CardOutcome.NotNow, CardOutcome.NotNow);

        async Task<CardOutcome[]> Both() => [await rig.Handouts.GiveToAll(rig.Owner, rig.AppId, card.Code, Guid.NewGuid()), (await rig.Handouts.Give(rig.Owner, rig.AppId, card.Code, [openId], Guid.NewGuid())).Outcome];
    }

    [Fact]
    public async Task The_last_open_shop_of_a_card_that_people_have_or_can_take_stays_open()
    {
        using var rig = await CardRig.Begin();
        var (first, second) = (await rig.Store(), await rig.Store("静安寺店"));
        var only = rig.Terms with { UseAllStores = false };
        await rig.Issued(rig.Terms with { Title = "到处可用" });
        await rig.Draft(only with { Title = "草稿" }, first);
        await rig.Issued(only with { Title = "两店" }, first, second);
        var card = await rig.Issued(only with { Title = "一店" }, first);
        var copy = await rig.Taken(await rig.Subscriber(), card.Code);

        (await rig.Stores.Close(rig.Owner, rig.AppId, first)).Should().BeEquivalentTo(new StoreClosing(true, ["一店"]));
        (await rig.Cards.Delete(rig.Owner, rig.AppId, card.Code, card.Version)).Outcome.Should().Be(CardOutcome.Done);
        (await rig.Stores.Close(rig.Owner, rig.AppId, first)).Cards.Should().Equal("一店");
        (await rig.Stores.List(rig.Owner, rig.AppId)).Should().HaveCount(2);
        await rig.Counter.Consume(rig.Staff, rig.AppId, copy, first);
        (await rig.Stores.Close(rig.Owner, rig.AppId, first)).Should().BeEquivalentTo(new StoreClosing(true, []));

        (await rig.Stores.Close(rig.Owner, rig.AppId, second)).Cards.Should().Equal(["两店"], "its other shop is closed");
        (await rig.Stores.List(rig.Owner, rig.AppId)).Should().ContainSingle();
        (await rig.Stores.Close(rig.Owner, rig.AppId, "made-up")).Found.Should().BeFalse();
    }

    [Fact]
    public async Task Of_two_shops_that_are_closed_at_once_one_stays_open_for_the_card_of_both()
    {
        using var rig = await CardRig.Begin();
        var (first, second) = (await rig.Store(), await rig.Store("静安寺店"));
        await rig.Issued(rig.Terms with { UseAllStores = false }, first, second);

        await Task.WhenAll(new[] { first, second }.Select(store => Task.Run(() => rig.Stores.Close(rig.Owner, rig.AppId, store))));

        (await rig.Stores.List(rig.Owner, rig.AppId)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_card_whose_shops_are_all_closed_is_neither_handed_in_nor_issued()
    {
        using var rig = await CardRig.Begin();
        var (store, _) = (await rig.Store(), await rig.Store("静安寺店"));
        var approved = await rig.Approved(rig.Terms with { UseAllStores = false }, store);
        var draft = await rig.Draft(rig.Terms with { UseAllStores = false }, store);
        (await rig.Stores.Close(rig.Owner, rig.AppId, store)).Cards.Should().BeEmpty();

        (await rig.Cards.Dispatch(rig.Owner, rig.AppId, approved.Code, approved.Version)).Outcome.Should().Be(CardOutcome.NoStore);
        (await rig.Cards.Submit(rig.Owner, rig.AppId, draft.Code, draft.Version)).Faults.Should().Contain(fault => fault.Field == CardField.Stores);
    }
}
