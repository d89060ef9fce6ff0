//! Work spread over threads (并行): the same answers, in the same order, however many there are.

/// The threads of one piece of work; one without the feature `rayon`.
pub(crate) struct Threads {
    #[cfg(feature = "rayon")]
    pool: Option<rayon::ThreadPool>,
}

impl Threads {
    /// So many threads; one where the machine gives no more.
    #[cfg(feature = "rayon")]
    pub(crate) fn new(threads: usize) -> Self {
        let pool = || rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
        Self { pool: if threads > 1 { pool() } else { None } }
    }

    /// One thread.
    #[cfg(not(feature = "rayon"))]
    pub(crate) fn new(_threads: usize) -> Self {
        Self {}
    }

    /// Does the work for each, with tools that are made once a thread.
    #[cfg_attr(not(feature = "rayon"), expect(clippy::unused_self, reason = "the pool, where there is one"))]
    pub(crate) fn each<T: Sync, W, F: Send>(
        &self,
        all: &[T],
        tools: fn() -> W,
        work: &(dyn Fn(&mut W, &T) -> F + Sync),
    ) -> Vec<F> {
        #[cfg(feature = "rayon")]
        if let Some(pool) = self.pool.as_ref().filter(|_| all.len() > 1) {
            use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
            return pool
                .install(|| all.par_iter().map_init(tools, |tools, item| work(tools, item)).collect());
        }
        let mut tools = tools();
        all.iter().map(|item| work(&mut tools, item)).collect()
    }
}
