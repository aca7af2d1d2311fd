using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Accounts;

public sealed class DraftOperationsTests : IDisposable
{
    private readonly AccountsRig rig = new(EditionPolicy.WeChat);

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task What_was_typed_is_there_again_for_that_person_alone_and_unreadable_in_the_file()
    {
        var (anna, boris) = (await rig.Db.PersonNamed("anna"), await rig.Db.PersonNamed("boris"));
        var draft = await rig.Drafts.Open(anna);
        await rig.Drafts.Keep(anna, draft.FormKey, """{"IdNumber":"CANARY-PASSPORT"}""");

        (await rig.Drafts.Open(anna)).Should().Be(draft with { Content = """{"IdNumber":"CANARY-PASSPORT"}""" });
        (await rig.Drafts.Open(boris)).Content.Should().BeNull();
        (await File.ReadAllBytesAsync(Path.Combine(rig.Db.DataDirectory, "portal.db"))).AsSpan().IndexOf("CANARY-PASSPORT"u8).Should().Be(-1);
    }

    [Fact]
    public async Task Two_tabs_open_the_same_draft()
    {
        var anna = await rig.Db.PersonNamed("anna");

        var both = await Task.WhenAll(Task.Run(() => rig.Drafts.Open(anna)), Task.Run(() => rig.Drafts.Open(anna)));

        both[0].FormKey.Should().Be(both[1].FormKey);
    }

    [Fact]
    public async Task A_registration_uses_its_draft_up_and_a_late_save_does_not_bring_it_back()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var draft = await rig.Drafts.Open(anna);
        await rig.Registered(anna, rig.Form() with { FormKey = draft.FormKey });

        await rig.Drafts.Keep(anna, draft.FormKey, "late");

        var next = await rig.Drafts.Open(anna);
        next.Content.Should().BeNull();
        next.FormKey.Should().NotBe(draft.FormKey);
    }

    [Fact]
    public async Task A_draft_is_forgotten_after_thirty_days_or_on_request_and_is_never_endless()
    {
        var anna = await rig.Db.PersonNamed("anna");
        await rig.Drafts.Keep(anna, (await rig.Drafts.Open(anna)).FormKey, "old");
        rig.Db.Clock.Advance(RegistrationDraft.Lifetime + TimeSpan.FromMinutes(1));
        (await rig.Drafts.Open(anna)).Content.Should().BeNull();

        await rig.Drafts.Keep(anna, (await rig.Drafts.Open(anna)).FormKey, new string('x', RegistrationDraft.MaxLength + 1));
        (await rig.Drafts.Open(anna)).Content.Should().BeNull();

        await rig.Drafts.Keep(anna, (await rig.Drafts.Open(anna)).FormKey, "typed");
        await rig.Drafts.Discard(anna);
        (await rig.Drafts.Open(anna)).Content.Should().BeNull();
    }
}
