using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.People;

public sealed class StaffOperationsTests : IDisposable
{
    private readonly TestDb db = TestDb.Weixin();
    private readonly StaffOperations staff;
    private readonly SessionOperations sessions;

    public StaffOperationsTests() => (staff, sessions) = (new(db, new UpperInvariantLookupNormalizer(), db.Clock), new(db, db.Clock));

    public void Dispose() => db.Dispose();

    [Fact]
    public async Task An_administrator_appoints_and_withdraws_and_what_the_cookie_said_ends_at_once()
    {
        var admin = await Administrator("Ada");
        var rui = await db.PersonNamed("Rui");
        var (session, stamp) = (await sessions.Start(rui.UserId, "Chrome · Windows"), await Stamp(rui));
        (await sessions.IsLive(session, rui.UserId, stamp)).Should().BeTrue();
        (await staff.Appoint(admin, " rui@EXAMPLE.com ", PlatformRoles.Reviewer)).Should().Be(StaffChange.Done);
        (await sessions.IsLive(session, rui.UserId, stamp)).Should().BeFalse();
        (await staff.Appoint(admin, rui.Email, PlatformRoles.Reviewer)).Should().Be(StaffChange.Nothing);
        (await staff.List(admin)).Should().ContainSingle(row => row.UserId == rui.UserId && row.Role == PlatformRoles.Reviewer);
        (await staff.Withdraw(admin, rui.UserId, PlatformRoles.Reviewer)).Should().Be(StaffChange.Done);
        (await staff.List(admin)).Should().NotContain(row => row.UserId == rui.UserId);
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_the_staff()
    {
        var admin = await Administrator("Ada");
        var reviewer = await db.PersonNamed("Rui", PlatformRoles.SeniorReviewer);
        (await staff.List(reviewer)).Should().BeEmpty();
        (await staff.Appoint(reviewer, reviewer.Email, PlatformRoles.Administrator)).Should().Be(StaffChange.Missing);
        (await staff.Withdraw(reviewer, admin.UserId, PlatformRoles.Administrator)).Should().Be(StaffChange.Missing);
    }

    [Fact]
    public async Task Who_was_an_administrator_changes_nothing_whatever_an_open_page_remembers()
    {
        var ada = await Administrator("Ada");
        var bo = await Administrator("Bo");
        (await staff.Withdraw(ada, bo.UserId, PlatformRoles.Administrator)).Should().Be(StaffChange.Done);
        bo.Has(Permissions.PlatformAdminister).Should().BeTrue("the circuit still says so");
        (await staff.Appoint(bo, bo.Email, PlatformRoles.Administrator)).Should().Be(StaffChange.Missing);
        (await staff.Withdraw(bo, ada.UserId, PlatformRoles.Administrator)).Should().Be(StaffChange.Missing);
        (await staff.List(bo)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var ada = await Administrator("Ada");
        (await staff.Withdraw(ada, ada.UserId, PlatformRoles.Administrator)).Should().Be(StaffChange.LastAdministrator);
        var bo = await Administrator("Bo");
        (await staff.Withdraw(ada, bo.UserId, PlatformRoles.Administrator)).Should().Be(StaffChange.Done);
    }

    [Fact]
    public async Task Unknown_people_and_roles_are_not_appointed()
    {
        var admin = await Administrator("Ada");
        (await staff.Appoint(admin, "nobody@example.com", PlatformRoles.Reviewer)).Should().Be(StaffChange.NoSuchPerson);
        (await staff.Appoint(admin, admin.Email, "emperor")).Should().Be(StaffChange.Missing);
    }

    private async Task<Person> Administrator(string name)
    {
        var person = await db.PersonNamed(name);
        (await staff.Appoint(Person.System, person.Email, PlatformRoles.Administrator)).Should().Be(StaffChange.Done);
        return person with { Roles = new HashSet<string> { PlatformRoles.Administrator } };
    }

    private async Task<string?> Stamp(Person person)
    {
        await using var context = db.CreateDbContext();
        return (await context.Users.SingleAsync(user => user.Id == person.UserId)).SecurityStamp;
    }
}
