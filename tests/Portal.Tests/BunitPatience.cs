using System.Runtime.CompilerServices;
using Bunit;

namespace WeixinWeChat.Portal.Tests;

/// <summary>How long a busy machine may take, not how long a test waits: what comes is seen at once, and what never comes still fails.</summary>
internal static class BunitPatience
{
    [ModuleInitializer]
    internal static void Wait() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
