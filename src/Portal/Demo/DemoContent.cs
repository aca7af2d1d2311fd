namespace WeixinWeChat.Portal.Demo;

/// <summary>What fills one portal's demo world. Each portal registers its own.</summary>
public abstract class DemoContent
{
    /// <summary>Its people, brands and campaigns.</summary>
    public abstract DemoPlan Plan { get; }

    /// <summary>What subscribers reported to the platform.</summary>
    public abstract IReadOnlyList<DemoReport> Reports { get; }

    /// <summary>What followers wrote under articles.</summary>
    public abstract IReadOnlyList<DemoComment> Comments { get; }

    /// <summary>Who knows whom.</summary>
    public abstract DemoFriends Friends { get; }

    /// <summary>What is played.</summary>
    public abstract IReadOnlyList<DemoGame> Games { get; }

    /// <summary>Adds what only this portal has.</summary>
    public virtual void AddTo(DemoWorld world, DemoTimeline timeline)
    {
    }
}
