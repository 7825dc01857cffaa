"""Answers the benchmark's questions about faiss.IndexFlatL2.

One command a line on standard input, one line back: "ok ..." or "error ...". Times are measured here, so that neither the
pipe nor the files count.
"""

import os
import sys
import time


def libraries():
    """The shared objects that do the work: faiss's own and the linear algebra beneath it."""
    found = set()
    with open("/proc/self/maps", encoding="ascii") as maps:
        for line in maps:
            name = os.path.basename(line.split()[-1])
            if any(part in name.lower() for part in ("faiss", "blas", "blis", "mkl")):
                found.add(name)
    return ",".join(sorted(found))


class Bench:
    def __init__(self, faiss, numpy):
        self.faiss = faiss
        self.numpy = numpy
        self.index = None
        self.queries = None

    def info(self):
        """Version, instruction sets that it was compiled for, libraries, threads."""
        options = self.faiss.get_compile_options().strip() if hasattr(self.faiss, "get_compile_options") else "unknown"
        return f"faiss {self.faiss.__version__} [{options}] {libraries()} omp {self.faiss.omp_get_max_threads()}"

    def load(self, path, dimension):
        """The vectors to search."""
        vectors = self.numpy.fromfile(path, dtype="<f4").reshape(-1, int(dimension))
        self.index = self.faiss.IndexFlatL2(int(dimension))
        self.index.add(vectors)
        return str(self.index.ntotal)

    def load_queries(self, path):
        """The vectors to search for."""
        self.queries = self.numpy.fromfile(path, dtype="<f4").reshape(-1, self.index.d)
        return str(len(self.queries))

    def search(self, threads, top, count, path):
        """Seconds for the first so many queries; the labels go to the file as int32 [count, top]."""
        self.faiss.omp_set_num_threads(int(threads))
        wanted = self.queries[: int(count)]
        start = time.perf_counter()
        _, labels = self.index.search(wanted, int(top))
        seconds = time.perf_counter() - start
        labels.astype("<i4").tofile(path)
        return repr(seconds)


def main():
    try:
        import faiss
        import numpy
    except ImportError as missing:
        print(f"error {missing}", flush=True)
        return
    bench = Bench(faiss, numpy)
    commands = {"info": bench.info, "load": bench.load, "queries": bench.load_queries, "search": bench.search}
    print("ok", flush=True)
    for line in sys.stdin:
        name, *arguments = line.split()
        try:
            print("ok", commands[name](*arguments), flush=True)
        except Exception as fault:  # whatever it was, the driver has to hear of it
            print("error", repr(fault), flush=True)


main()
