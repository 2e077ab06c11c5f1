using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Catalog;

/// <summary>
/// Keeps the catalogue. Everybody who is signed in may read it; changing it needs <see cref="Permission.EditCatalog"/> and is told in the platform's audit chain.
/// One instance a process: it holds the snapshot that <see cref="CurrentAsync"/> hands out.
/// </summary>
public sealed class CatalogService(ConsoleDatabase database, IAccessControl access, AuditLog audit, TimeProvider time) : IDisposable
{
    /// <summary>How old a snapshot may be before the database is asked whether another instance changed something.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private static readonly Actor Seeder = new Actor.Installation("catalogue-seed");

    private readonly CatalogSnapshot _snapshot = new(time, Freshness);

    /// <summary>The catalogue now: an edit in this process at once, one of another instance after <see cref="Freshness"/> at most.</summary>
    public Task<ModelCatalog> CurrentAsync(CancellationToken cancellationToken) => _snapshot.GetAsync(ReadStampAsync, LoadAsync, cancellationToken);

    /// <summary>All models with what an edit needs, straight from the database, by id.</summary>
    public async Task<IReadOnlyList<CatalogModelView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = database.OpenSystem();
        return await ReadAsync(db, cancellationToken);
    }

    /// <summary>Adds the models of <see cref="CatalogSeed"/> that are not there yet, with their prices; what is there is left as it is. Safe to run at every start and from several processes.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SeedOnceAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another process seeded at the same time and was first; then nothing is missing now, and a second failure is a real one.
            await SeedOnceAsync(cancellationToken);
        }
    }

    /// <exception cref="InvalidInputException">All faults at once.</exception>
    public Task AddModelAsync(Actor actor, string modelId, ModelEdit edit, CancellationToken cancellationToken) =>
        ChangeAsync(actor, "catalog.model_added", modelId, (db, models, details) =>
        {
            var faults = CatalogRules.Faults(modelId, edit, Descriptors(models));
            if (models.Any(view => view.Model.Id == modelId))
            {
                faults.Add(new("id", $"The model '{modelId}' is already in the catalogue."));
            }

            ThrowIfAny(faults);
            db.Add(ModelOf(modelId, edit));
            Describe(details, "new", edit);
        }, cancellationToken);

    /// <param name="version">The <see cref="CatalogModelView.Version"/> that the editor had in front of them.</param>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="EditConflictException">Somebody else was faster.</exception>
    public Task EditModelAsync(Actor actor, string modelId, int version, ModelEdit edit, CancellationToken cancellationToken) =>
        ChangeAsync(actor, "catalog.model_edited", modelId, (db, models, details) =>
        {
            var present = Find(models, modelId);
            if (present.Version != version)
            {
                throw new EditConflictException("this model");
            }

            ThrowIfAny(CatalogRules.Faults(modelId, edit, Descriptors(models)));
            var model = ModelOf(modelId, edit);
            model.Version = version;
            db.Attach(model);
            db.Entry(model).State = EntityState.Modified;
            model.Version++;
            Describe(details, "old", ModelEdit.Of(present.Model));
            Describe(details, "new", edit);
        }, cancellationToken);

    /// <summary>Adds a price; those that there are stay as they are. Returns its id, which usage billed by it names.</summary>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    public async Task<string> AddPriceAsync(Actor actor, string modelId, NewPrice price, CancellationToken cancellationToken)
    {
        var id = "";
        await ChangeAsync(actor, "catalog.price_added", modelId, (db, models, details) =>
        {
            var model = Find(models, modelId).Model;
            var now = time.GetUtcNow().UtcDateTime;
            ThrowIfAny(CatalogRules.Faults(price, model, now));
            var row = PriceOf(modelId, price, now);
            db.Add(row);
            Describe(details, row);
            id = row.Id;
        }, cancellationToken);
        return id;
    }

    /// <summary>Withdraws a price that is not in force yet, so that no usage can name it.</summary>
    /// <exception cref="InvalidInputException">It is in force, or there is no such price.</exception>
    public Task WithdrawPriceAsync(Actor actor, string modelId, string priceId, CancellationToken cancellationToken) =>
        ChangeAsync(actor, "catalog.price_withdrawn", modelId, (db, models, details) =>
        {
            var price = Find(models, modelId).Model.Prices.FirstOrDefault(price => price.Id == priceId)
                ?? throw new InvalidInputException("There is no such price any more.");
            if (price.FromUtc <= time.GetUtcNow().UtcDateTime)
            {
                throw new InvalidInputException("This price is in force and calls were billed by it; add a further one instead.");
            }

            var row = CatalogPrice.Of(modelId, price);
            db.Remove(row);
            Describe(details, row);
        }, cancellationToken);

    public void Dispose() => _snapshot.Dispose();

    private async Task ChangeAsync(
        Actor actor,
        string action,
        string modelId,
        Action<ConsoleDbContext, IReadOnlyList<CatalogModelView>, Dictionary<string, object?>> change,
        CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.EditCatalog, cancellationToken);
        try
        {
            await ChangeOnceAsync(actor, action, modelId, change, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody else took the same place in the platform's chain, which other writers share; nothing was written. The second time decides.
            await ChangeOnceAsync(actor, action, modelId, change, cancellationToken);
        }
    }

    private async Task ChangeOnceAsync(
        Actor actor,
        string action,
        string modelId,
        Action<ConsoleDbContext, IReadOnlyList<CatalogModelView>, Dictionary<string, object?>> change,
        CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await TakeStampAsync(db, cancellationToken);
        var details = new Dictionary<string, object?>(StringComparer.Ordinal);
        change(db, await ReadAsync(db, cancellationToken), details);
        await audit.SavePlatformAsync(db, actor, new(action, $"model:{modelId}", details), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _snapshot.Invalidate();
    }

    private async Task SeedOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        if (!(await MissingAsync(db, cancellationToken)).Any())
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await TakeStampAsync(db, cancellationToken);
        var missing = await MissingAsync(db, cancellationToken);
        if (missing.Count == 0)
        {
            return;
        }

        foreach (var model in missing)
        {
            db.Add(ModelOf(model.Id, ModelEdit.Of(model)));
            db.AddRange(model.Prices.Select(price => CatalogPrice.Of(model.Id, price)));
        }

        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["models"] = missing.Select(model => model.Id).ToList() };
        await audit.SavePlatformAsync(db, Seeder, new("catalog.seeded", "catalog:models", details), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _snapshot.Invalidate();
    }

    private static async Task<IReadOnlyList<ModelDescriptor>> MissingAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        var present = await db.Set<CatalogModel>().Select(model => model.Id).ToListAsync(cancellationToken);
        return [.. CatalogSeed.Models.ExceptBy(present, model => model.Id, StringComparer.Ordinal)];
    }

    /// <summary>Locks the stamp until the transaction ends: the next writer sees what this one wrote.</summary>
    private static async Task TakeStampAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        var taken = await db.Set<CatalogStamp>().ExecuteUpdateAsync(set => set.SetProperty(stamp => stamp.Version, stamp => stamp.Version + 1), cancellationToken);
        if (taken == 0)
        {
            db.Add(new CatalogStamp { Id = CatalogStamp.OnlyId, Version = 1 });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<long> ReadStampAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await db.Set<CatalogStamp>().Select(stamp => stamp.Version).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<ModelCatalog> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return new(Descriptors(await ReadAsync(db, cancellationToken)));
    }

    private static async Task<IReadOnlyList<CatalogModelView>> ReadAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        var prices = (await db.Set<CatalogPrice>().AsNoTracking().OrderBy(price => price.FromUtc).ToListAsync(cancellationToken)).ToLookup(price => price.ModelId, StringComparer.Ordinal);
        var models = await db.Set<CatalogModel>().AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. models.OrderBy(model => model.Id, StringComparer.Ordinal).Select(model => new CatalogModelView(
                new(
                    model.Id, model.Provider, model.Class, model.ContextWindowTokens, model.MaxOutputTokens, model.ShutdownUtc, model.SuccessorId,
                    [.. prices[model.Id].Select(price => price.ToPrice())])
                {
                    GivesLogProbabilities = model.GivesLogProbabilities,
                },
                model.Version)),
        ];
    }

    private static IReadOnlyList<ModelDescriptor> Descriptors(IReadOnlyList<CatalogModelView> models) => [.. models.Select(view => view.Model)];

    private static CatalogModelView Find(IReadOnlyList<CatalogModelView> models, string modelId) =>
        models.FirstOrDefault(view => view.Model.Id == modelId) ?? throw new InvalidInputException($"There is no model '{modelId}' in the catalogue.");

    private static CatalogModel ModelOf(string modelId, ModelEdit edit) => new()
    {
        Id = modelId,
        Provider = edit.Provider,
        Class = edit.Class,
        ContextWindowTokens = edit.ContextWindowTokens,
        MaxOutputTokens = edit.MaxOutputTokens,
        ShutdownUtc = edit.ShutdownUtc,
        SuccessorId = edit.SuccessorId,
        GivesLogProbabilities = edit.GivesLogProbabilities,
    };

    private static CatalogPrice PriceOf(string modelId, NewPrice price, DateTime nowUtc)
    {
        var from = price.FromUtc ?? nowUtc;
        return new()
        {
            Id = FormattableString.Invariant($"{modelId}@{from:yyyy-MM-ddTHH:mm:ss.fffffffZ}").Replace("T00:00:00.0000000Z", "", StringComparison.Ordinal),
            ModelId = modelId,
            FromUtc = from,
            InputMicroUsdPerMillion = CatalogRules.MicroUsd(price.InputUsdPerMillion),
            CachedInputMicroUsdPerMillion = price.CachedInputUsdPerMillion is { } cached ? CatalogRules.MicroUsd(cached) : null,
            OutputMicroUsdPerMillion = CatalogRules.MicroUsd(price.OutputUsdPerMillion),
            Source = price.Source.Trim(),
        };
    }

    private static void ThrowIfAny(List<FieldError> faults)
    {
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static void Describe(Dictionary<string, object?> details, string key, ModelEdit edit) => details[key] = new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["provider"] = edit.Provider,
        ["class"] = edit.Class.ToName(),
        ["context_window_tokens"] = edit.ContextWindowTokens,
        ["max_output_tokens"] = edit.MaxOutputTokens,
        ["shutdown"] = edit.ShutdownUtc?.ToString("O"),
        ["successor"] = edit.SuccessorId,
        ["gives_log_probabilities"] = edit.GivesLogProbabilities,
    };

    private static void Describe(Dictionary<string, object?> details, CatalogPrice price)
    {
        details["price"] = price.Id;
        details["from"] = price.FromUtc.ToString("O");
        details["input_micro_usd_per_million"] = price.InputMicroUsdPerMillion;
        details["cached_input_micro_usd_per_million"] = price.CachedInputMicroUsdPerMillion;
        details["output_micro_usd_per_million"] = price.OutputMicroUsdPerMillion;
        details["source"] = price.Source;
    }
}
