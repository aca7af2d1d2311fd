namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A story on the stage. However it goes, no page of it has asked another host for anything, and no text has run as a script.</summary>
public abstract class StageTest(Stage stage) : IAsyncLifetime
{
    protected Stage Stage => stage;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => (await stage.CloseWindows()).Should().BeEmpty();
}
