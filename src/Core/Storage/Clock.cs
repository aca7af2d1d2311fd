namespace WeixinWeChat.Core.Storage;

/// <summary>The one way to ask for the time.</summary>
public static class Clock
{
    extension(TimeProvider clock)
    {
        /// <summary>Now, as the UTC that the database keeps.</summary>
        public DateTime UtcNow => clock.GetUtcNow().UtcDateTime;
    }
}
