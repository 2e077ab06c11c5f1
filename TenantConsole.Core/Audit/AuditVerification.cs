using System.Globalization;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Audit;

/// <summary>What an <see cref="AuditVerifier"/> found.</summary>
public abstract record AuditVerification
{
    private AuditVerification()
    {
    }

    /// <summary>Each entry is in its place and as it was written.</summary>
    /// <param name="LastHash">Ends the chain; whoever kept it elsewhere can compare.</param>
    public sealed record Whole(OrganizationId OrganizationId, long Entries, string LastHash) : AuditVerification
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"whole: {Entries} entries of organization {OrganizationId}, the last has the hash {LastHash}");
    }

    /// <summary>An entry was changed, removed, added or moved.</summary>
    /// <param name="Seq">Where the chain breaks: the number of the first entry that is wrong or missing.</param>
    /// <param name="What">What is wrong there, in words.</param>
    public sealed record Broken(long Seq, string What) : AuditVerification
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"broken at entry {Seq}: {What}");
    }

    /// <summary>There is nothing that could be verified.</summary>
    public sealed record CannotTell(string Why) : AuditVerification
    {
        public override string ToString() => $"cannot tell: {Why}";
    }
}
