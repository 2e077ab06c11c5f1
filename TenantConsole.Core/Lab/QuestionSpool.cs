using System.Text;

namespace TenantConsole.Core.Lab;

/// <summary>
/// Questions that were given and have yet to be routed, on disk and not in memory. The file has no name any more once it is open, where the system allows that: nothing of it is
/// left, whatever becomes of the process.
/// </summary>
internal sealed class QuestionSpool : IDisposable
{
    private readonly FileStream _file;

    private QuestionSpool()
    {
        var path = Path.Combine(Path.GetTempPath(), $"tenantconsole-lab-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.DeleteOnClose };
        if (OperatingSystem.IsWindows())
        {
            _file = new FileStream(path, options);
            return;
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
        File.Delete(path);
    }

    public int Count { get; private set; }

    /// <summary>Keeps all of them; on a fault nothing is left.</summary>
    public static async Task<QuestionSpool> FillAsync(IAsyncEnumerable<ReplayQuestion> questions, CancellationToken cancellationToken)
    {
        var spool = new QuestionSpool();
        try
        {
            await using var writer = new BinaryWriter(spool._file, Encoding.UTF8, leaveOpen: true);
            await foreach (var question in questions.WithCancellation(cancellationToken))
            {
                writer.Write(question.Prompt);
                writer.Write(question.Label ?? "");
                writer.Write(question.JobRole ?? "");
                writer.Write7BitEncodedInt(question.ConversationTurns);
                spool.Count++;
            }

            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>From the first on, page by page; once.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ReplayQuestion>> PagesAsync()
    {
        _file.Position = 0;
        using var reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        for (var left = Count; left > 0;)
        {
            var page = new List<ReplayQuestion>(Math.Min(left, StoredTraffic.PageQuestions));
            for (var characters = 0; left > 0 && page.Count < StoredTraffic.PageQuestions && characters < StoredTraffic.PageCharacters; left--)
            {
                var (prompt, label, role) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
                page.Add(new(prompt) { Label = label.Length == 0 ? null : label, JobRole = role.Length == 0 ? null : role, ConversationTurns = reader.Read7BitEncodedInt() });
                characters += prompt.Length;
            }

            await Task.Yield();
            yield return page;
        }
    }

    public void Dispose() => _file.Dispose();
}
