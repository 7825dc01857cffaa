// Answers the benchmark's questions about hnswlib. One command a line on standard input, one line back: "ok ..." or "error ...".
// Times are measured here, so that neither the pipe nor the files count.
#include <hnswlib/hnswlib.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Graph = hnswlib::HierarchicalNSW<float>;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::vector<float> read_floats(const std::string& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::vector<float> values(static_cast<std::size_t>(file.tellg()) / sizeof(float));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(float)));
    if (!file) throw std::runtime_error("cannot read all of " + path);
    return values;
}

// Items in turn to whichever thread is free, as the library's own examples do it.
template <typename Body>
void parallel(std::size_t items, int threads, const Body& body) {
    if (threads == 1) {
        for (std::size_t i = 0; i < items; i++) body(i);
        return;
    }
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; t++) {
        workers.emplace_back([&] {
            for (std::size_t i; (i = next.fetch_add(1)) < items;) body(i);
        });
    }
    for (std::thread& worker : workers) worker.join();
}

class Bench {
public:
    std::string answer(const std::string& line) {
        std::istringstream words(line);
        words.exceptions(std::ios::failbit);
        std::string command;
        words >> command;
        if (command == "load") return load(words);
        if (command == "queries") return queries(words);
        if (command == "build") return build(words);
        if (command == "search") return search(words);
        if (command == "bytes") return bytes(words);
        throw std::runtime_error("unknown command " + command);
    }

private:
    // load FILE DIMENSION: the vectors to index.
    std::string load(std::istringstream& words) {
        std::string path;
        words >> path >> dimension_;
        graph_.reset();
        space_ = std::make_unique<hnswlib::L2Space>(dimension_);
        vectors_ = read_floats(path);
        return std::to_string(vectors_.size() / dimension_);
    }

    // queries FILE: the vectors to search for.
    std::string queries(std::istringstream& words) {
        std::string path;
        words >> path;
        queries_ = read_floats(path);
        return std::to_string(queries_.size() / dimension_);
    }

    // build THREADS LINKS CANDIDATES: seconds.
    std::string build(std::istringstream& words) {
        int threads;
        std::size_t links, candidates;
        words >> threads >> links >> candidates;
        std::size_t count = vectors_.size() / dimension_;
        graph_.reset();
        Clock::time_point start = Clock::now();
        graph_ = std::make_unique<Graph>(space_.get(), count, links, candidates);
        // The first alone: it is the entry of the others.
        graph_->addPoint(vectors_.data(), 0);
        parallel(count - 1, threads, [&](std::size_t i) { graph_->addPoint(vectors_.data() + (i + 1) * dimension_, i + 1); });
        return std::to_string(seconds_since(start));
    }

    // search EF THREADS TOP ROUNDS FILE: seconds of all rounds together; the last round's labels go to the file as int32 [queries, top].
    std::string search(std::istringstream& words) {
        std::size_t ef, top;
        int threads, rounds;
        std::string path;
        words >> ef >> threads >> top >> rounds >> path;
        graph_->setEf(ef);
        std::size_t count = queries_.size() / dimension_;
        std::vector<std::int32_t> labels(count * top, -1);
        Clock::time_point start = Clock::now();
        for (int round = 0; round < rounds; round++) {
            parallel(count, threads, [&](std::size_t i) {
                auto found = graph_->searchKnn(queries_.data() + i * dimension_, top);
                for (; !found.empty(); found.pop()) labels[i * top + found.size() - 1] = static_cast<std::int32_t>(found.top().second);
            });
        }
        double seconds = seconds_since(start);
        std::ofstream file(path, std::ios::binary);
        file.write(reinterpret_cast<const char*>(labels.data()), static_cast<std::streamsize>(labels.size() * sizeof(std::int32_t)));
        if (!file) throw std::runtime_error("cannot write " + path);
        return std::to_string(seconds);
    }

    // bytes FILE: what the library itself writes for the index, vectors included.
    std::string bytes(std::istringstream& words) {
        std::string path;
        words >> path;
        graph_->saveIndex(path);
        std::ifstream file(path, std::ios::binary | std::ios::ate);
        long long length = static_cast<long long>(file.tellg());
        file.close();
        std::remove(path.c_str());
        return std::to_string(length);
    }

    std::size_t dimension_ = 0;
    std::vector<float> vectors_, queries_;
    std::unique_ptr<hnswlib::L2Space> space_;
    std::unique_ptr<Graph> graph_;
};

}  // namespace

int main() {
    Bench bench;
    std::cout << "ok "
#if defined(USE_AVX512)
                 "AVX-512"
#elif defined(USE_AVX)
                 "AVX"
#elif defined(USE_SSE)
                 "SSE"
#else
                 "scalar"
#endif
              << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        try {
            std::cout << "ok " << bench.answer(line) << std::endl;
        } catch (const std::exception& e) {
            std::cout << "error " << e.what() << std::endl;
        }
    }
}
