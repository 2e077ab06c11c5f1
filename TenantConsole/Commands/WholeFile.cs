namespace TenantConsole.Commands;

/// <summary>Writes a file whole or not at all: what is written goes beside it under another name, and takes its place when everything is there.</summary>
internal static class WholeFile
{
    public static Task<T> WriteAsync<T>(FileInfo file, Func<TextWriter, T> write) => WriteAsync(file, async stream =>
    {
        await using var writer = new StreamWriter(stream) { NewLine = "\n" };
        return write(writer);
    });

    public static async Task<T> WriteAsync<T>(FileInfo file, Func<Stream, Task<T>> write)
    {
        var partial = $"{file.FullName}.{Environment.ProcessId}.partial";
        try
        {
            T result;
            await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024, useAsync: true))
            {
                result = await write(stream);
            }

            File.Move(partial, file.FullName, overwrite: true);
            return result;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
