using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Tests.Subscribers;

public sealed class InboxSignalTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Wakes_the_pages_of_that_person_alone()
    {
        var signal = new InboxSignal();
        using var mine = signal.Listen(1);
        using var again = signal.Listen(1);
        using var other = signal.Listen(2);

        signal.Wake(1);

        (await mine.Wait(Long, TimeProvider.System, default)).Should().BeTrue();
        (await again.Wait(Long, TimeProvider.System, default)).Should().BeTrue();
        var waiting = other.Wait(Long, TimeProvider.System, default);
        waiting.IsCompleted.Should().BeFalse();
        signal.WakeAll();
        (await waiting).Should().BeTrue();
    }

    [Fact]
    public async Task A_wake_up_between_two_looks_is_not_lost()
    {
        var signal = new InboxSignal();
        using var listener = signal.Listen(1);
        signal.Wake(1);
        signal.Wake(1);

        (await listener.Wait(Long, TimeProvider.System, default)).Should().BeTrue();
    }

    [Fact]
    public async Task One_page_too_many_ends_the_oldest()
    {
        var signal = new InboxSignal();
        var pages = Enumerable.Range(0, InboxSignal.MaxListeners + 1).Select(_ => signal.Listen(1)).ToList();

        (await pages[0].Wait(Long, TimeProvider.System, default)).Should().BeFalse();
        signal.Wake(1);
        (await pages[^1].Wait(Long, TimeProvider.System, default)).Should().BeTrue();
    }
}
