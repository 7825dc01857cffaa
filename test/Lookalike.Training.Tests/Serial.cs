// A scalar that TorchSharp makes for one call may be collected while the call is still reading it, if another thread sets off a
// collection in that moment. A training run has one thread that allocates; the tests, one after another, have too.
[assembly: Xunit.v3.Parallelization(MaxThreads = 1)]
