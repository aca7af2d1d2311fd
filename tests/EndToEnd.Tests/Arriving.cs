using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>
/// Waits for an address. The library's own wait looks first and listens afterwards: a page that changes in place at that very moment is
/// waited for until the patience ends. Here it listens first; and who does not arrive is told where they stand, and what is written there.
/// </summary>
internal static class Arriving
{
    private const int MostText = 600;

    extension(IPage page)
    {
        /// <summary>Until the page's address is like this: <c>*</c> is anything within one part of it, <c>**</c> anything.</summary>
        public Task Reaches(string pattern)
        {
            var address = new Regex($"^{Regex.Escape(pattern).Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*")}$", RegexOptions.CultureInvariant);
            return page.Stands(address.IsMatch, $"at {pattern}");
        }

        /// <summary>Until the page's address holds this no more.</summary>
        public Task Leaves(string part) => page.Stands(url => !url.Contains(part, StringComparison.Ordinal), $"away from {part}");

        private async Task Stands(Func<string, bool> there, string wanted)
        {
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            page.FrameNavigated += Look;
            try
            {
                Look(null, page.MainFrame);
                await arrived.Task.WaitAsync(TimeSpan.FromMilliseconds(Stage.Patience));
                await page.WaitForLoadStateAsync();
            }
            catch (TimeoutException)
            {
                var text = await page.Locator("body").InnerTextAsync();
                throw new TimeoutException($"The page is not {wanted} but at {page.Url}, where is written:\n{text[..Math.Min(text.Length, MostText)]}");
            }
            finally
            {
                page.FrameNavigated -= Look;
            }

            void Look(object? sender, IFrame frame)
            {
                if (frame == page.MainFrame && there(page.Url))
                    arrived.TrySetResult();
            }
        }
    }
}
