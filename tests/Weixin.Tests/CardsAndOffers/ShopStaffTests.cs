using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.CardsAndOffers;

public sealed class ShopStaffTests
{
    [Fact]
    public async Task Invited_by_mail_they_accept_work_and_are_removed_at_once()
    {
        using var rig = await CardRig.Begin();
        var people = new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock);
        var newcomer = await rig.Db.PersonNamed("Newcomer");
        (await people.Invite(rig.Owner, rig.AppId, " newcomer@EXAMPLE.com ")).Should().Be((null, true));
        var secret = await Secret(rig);

        (await people.Invitation(newcomer, secret)).Should().Be("云上茶事");
        (await rig.Counter.Counter(newcomer, rig.AppId)).Should().BeNull();
        (await people.Accept(newcomer, secret)).Should().Be(rig.AppId);
        (await people.Accept(newcomer, secret)).Should().BeNull();
        (await rig.Counter.Counter(newcomer, rig.AppId)).Should().NotBeNull();
        (await people.List(rig.Owner, rig.AppId))!.Staff.Select(person => person.Name).Should().BeEquivalentTo(["Newcomer", "Staff"]);

        (await people.Remove(rig.Owner, rig.AppId, newcomer.UserId)).Should().BeTrue();
        (await people.Remove(rig.Owner, rig.AppId, newcomer.UserId)).Should().BeFalse();
        (await rig.Counter.Check(newcomer, rig.AppId, "1234567890123456", null)).Should().BeNull();
        await using var db = rig.Db.CreateDbContext();
        (await db.AuditEntries.Select(entry => entry.Action).ToListAsync()).Should().Contain(["shop-staff.invited", "shop-staff.accepted", "shop-staff.removed"]);
    }

    [Fact]
    public async Task The_answer_is_the_same_whether_the_address_is_known()
    {
        using var rig = await CardRig.Begin();
        var people = new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock);
        var known = await rig.Db.PersonNamed("Known");

        (await people.Invite(rig.Owner, rig.AppId, known.Email)).Should().Be(await people.Invite(rig.Owner, rig.AppId, "nobody@example.com"));
    }

    [Fact]
    public async Task A_link_is_good_for_its_address_alone_for_a_week_and_until_the_next()
    {
        using var rig = await CardRig.Begin();
        var people = new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock);
        var (newcomer, other) = (await rig.Db.PersonNamed("Newcomer"), await rig.Db.PersonNamed("Other"));
        await people.Invite(rig.Owner, rig.AppId, newcomer.Email);
        var first = await Secret(rig);
        (await people.Accept(other, first)).Should().BeNull();
        await people.Invite(rig.Owner, rig.AppId, newcomer.Email);
        var second = await Secret(rig);

        (await people.Accept(newcomer, first)).Should().BeNull();
        (await people.List(rig.Owner, rig.AppId))!.Waiting.Should().ContainSingle().Which.Email.Should().Be(newcomer.Email);
        rig.Db.Clock.Advance(StaffInvitation.Lifetime);
        (await people.Accept(newcomer, second)).Should().BeNull();
        await people.Invite(rig.Owner, rig.AppId, newcomer.Email);
        var third = await Secret(rig);
        var waiting = (await people.List(rig.Owner, rig.AppId))!.Waiting.Single();
        (await people.TakeBack(rig.Owner, rig.AppId, waiting.Code)).Should().BeTrue();
        (await people.Accept(newcomer, third)).Should().BeNull();
    }

    [Fact]
    public async Task Those_who_are_invited_are_counted_and_those_who_accept_are_counted_again()
    {
        using var rig = await CardRig.Begin();
        var people = new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock);
        var (newcomer, late) = (await rig.Db.PersonNamed("Newcomer"), await rig.Db.PersonNamed("Late"));
        await people.Invite(rig.Owner, rig.AppId, newcomer.Email);
        await people.Invite(rig.Owner, rig.AppId, late.Email);
        var secret = await Secret(rig);
        // Two are asked and one works there: the places of all others are taken.
        await Crowd(rig, ShopStaff.Most - 3);

        (await people.Invite(rig.Owner, rig.AppId, "one-more@example.com")).Problem.Should().NotBeNull();
        (await people.Invite(rig.Owner, rig.AppId, newcomer.Email)).Problem.Should().BeNull("a place is kept for them already");
        // Under rules that counted nobody who was invited, more were asked than there is room for.
        await Crowd(rig, 2);
        (await people.Accept(late, secret)).Should().BeNull();
        (await rig.Counter.Counter(late, rig.AppId)).Should().BeNull();
        var waiting = (await people.List(rig.Owner, rig.AppId))!.Waiting;
        waiting.Should().HaveCount(2, "nothing was used up");
        await people.Remove(rig.Owner, rig.AppId, rig.Staff.UserId);
        (await people.Accept(late, secret)).Should().Be(rig.AppId);
    }

    [Fact]
    public async Task All_invitations_that_live_are_listed_in_parts_and_can_be_taken_back()
    {
        using var rig = await CardRig.Begin();
        var people = new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock);
        for (var n = 0; n < 60; n++)
        {
            if (n == 40)
                rig.Db.Clock.Advance(TimeSpan.FromDays(1));
            (await people.Invite(rig.Owner, rig.AppId, $"someone{n}@example.com")).Problem.Should().BeNull();
        }

        var (all, next) = (new List<InvitationRow>(), (long?)null);
        do
        {
            var list = (await people.List(rig.Owner, rig.AppId, next))!;
            list.Waiting.Should().HaveCountLessThanOrEqualTo(ShopStaff.PageSize);
            all.AddRange(list.Waiting);
            next = list.Next;
        }
        while (next is not null);

        all.Select(row => row.Email).Should().Equal(Enumerable.Range(0, 60).Reverse().Select(n => $"someone{n}@example.com"));
        (await people.TakeBack(rig.Owner, rig.AppId, all[^1].Code)).Should().BeTrue();
    }

    [Fact]
    public async Task Only_the_accounts_administrator_invites_and_removes()
    {
        using var rig = await CardRig.Begin();
        var people = new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock);
        var stranger = await rig.Db.PersonNamed("Stranger");
        await rig.Db.AccountOf(stranger, "Another");

        foreach (var other in new[] { stranger, rig.Staff })
        {
            (await people.List(other, rig.AppId)).Should().BeNull();
            (await people.Invite(other, rig.AppId, "x@example.com")).Found.Should().BeFalse();
            (await people.Remove(other, rig.AppId, rig.Staff.UserId)).Should().BeFalse();
        }

        (await people.Remove(rig.Owner, rig.AppId, rig.Owner.UserId)).Should().BeFalse("an administrator is no shop staff");
    }

    [Fact]
    public async Task Whoever_administers_the_account_keeps_that()
    {
        using var rig = await CardRig.Begin();
        var people = new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock);
        await people.Invite(rig.Owner, rig.AppId, rig.Owner.Email);
        (await people.Accept(rig.Owner, await Secret(rig))).Should().Be(rig.AppId);
        (await rig.Cards.List(rig.Owner, rig.AppId)).Should().NotBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nobody")]
    [InlineData("Name <a@example.com>")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    public async Task What_is_no_address_is_said_so(string? typed)
    {
        using var rig = await CardRig.Begin();
        (await new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock).Invite(rig.Owner, rig.AppId, typed)).Problem.Should().NotBeNull();
    }

    [Fact]
    public void Shop_staff_hold_the_counter_and_nothing_else() =>
        Permissions.OfMember[MemberRole.ShopStaff].Should().BeEquivalentTo([Permissions.CardsRedeem, Permissions.PaymentsTake]);

    private static async Task Crowd(CardRig rig, int count)
    {
        await using var db = rig.Db.CreateDbContext();
        for (var n = 0; n < count; n++)
        {
            var user = new PortalUser { UserName = $"crowd-{Guid.NewGuid():N}", DisplayName = "Crowd" };
            db.Add(user);
            db.Add(new Membership { AccountId = rig.Account.Id, UserId = user.Id, Role = MemberRole.ShopStaff, Since = rig.Db.Clock.UtcNow });
        }

        await db.SaveChangesAsync();
    }

    internal static async Task<string> Secret(CardRig rig)
    {
        await using var db = rig.Db.CreateDbContext();
        var body = rig.Db.Outbox.Open(await db.OutboxMessages.OrderByDescending(message => message.Id).FirstAsync()).Body;
        return body.Split("/shop-staff/")[1].Split('\n')[0];
    }
}
