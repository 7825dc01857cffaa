using Lookalike.VectorData.Conformance.Collections;
using Lookalike.VectorData.Conformance.Completeness;
using Lookalike.VectorData.Conformance.Distances;
using Lookalike.VectorData.Conformance.Embeddings;
using Lookalike.VectorData.Conformance.Filters;
using Lookalike.VectorData.Conformance.Hybrid;
using Lookalike.VectorData.Conformance.Indexes;
using Lookalike.VectorData.Conformance.Models;
using Lookalike.VectorData.Conformance.Paging;
using Lookalike.VectorData.Conformance.Types;
using Lookalike.VectorData.Conformance.Vectors;
using Lookalike.VectorData.Conformance.Writing;

namespace Lookalike.Storage.Sqlite.Tests.Conformance;

// The whole suite, with nothing ignored; SqliteSuiteCompletenessTests sees to that.

public sealed class SqliteSuiteCompletenessTests : SuiteCompletenessTests;

public sealed class SqliteCollectionManagementTests(SqliteFixture fixture) : CollectionManagementTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteMissingCollectionTests(SqliteFixture fixture) : MissingCollectionTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteDistanceFunctionTests(SqliteFixture fixture) : DistanceFunctionTests<int>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteEmbeddingGenerationTests(SqliteFixture fixture) : EmbeddingGenerationTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteFilterTests(SqliteFixture fixture) : FilterTests<long>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteBasicModelTests(SqliteFixture fixture) : BasicModelTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteBasicModelOfNumbersTests(SqliteFixture fixture) : BasicModelTests<int>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteDynamicModelTests(SqliteFixture fixture) : DynamicModelTests<Guid>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteMultiVectorModelTests(SqliteFixture fixture) : MultiVectorModelTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteNoDataModelTests(SqliteFixture fixture) : NoDataModelTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteNoVectorModelTests(SqliteFixture fixture) : NoVectorModelTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteDataTypeTests(SqliteFixture fixture) : DataTypeTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteEmbeddingTypeTests(SqliteFixture fixture) : EmbeddingTypeTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteKeyTypeTests(SqliteFixture fixture) : KeyTypeTests(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteHybridSearchTests(SqliteFixture fixture) : HybridSearchTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteIndexKindTests(SqliteFixture fixture) : IndexKindTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteIndexAgreementTests(SqliteFixture fixture) : IndexAgreementTests<int>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteAtomicBatchTests(SqliteFixture fixture) : AtomicBatchTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteConcurrencyTests(SqliteFixture fixture) : ConcurrencyTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteDurabilityTests(SqliteFixture fixture) : DurabilityTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteVectorValidationTests(SqliteFixture fixture) : VectorValidationTests<string>(fixture), IClassFixture<SqliteFixture>;

public sealed class SqlitePagingTests(SqliteFixture fixture) : PagingTests<string>(fixture), IClassFixture<SqliteFixture>;
