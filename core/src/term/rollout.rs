//! The words of the roll-out (推进用语).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A phase of the roll-out (阶段, X-7.1 to ).
    pub enum RolloutPhase as "phase" {
        ///
        Preparation = "preparation", "宣传发动、制定方案", "preparation";
        ///
        Division = "division", "网格划分、组建团队", "division and staffing";
        ///
        Trial = "trial", "总结提高", "trial and summary";
        ///
        Running = "running", "巩固成果、正常运行", "normal running";
    }
}

vocabulary! {
    /// A task of the roll-out (任务, X-7.1 to ).
    pub enum RolloutTask as "task" {
        ///
        Survey = "survey", "调研摸底、征求意见", "survey and consultation";
        ///
        LeadingGroup = "leading_group", "成立领导机构", "leading group set up";
        ///
        Plan = "plan", "制定实施方案", "plan drawn up";
        ///
        Mobilisation = "mobilisation", "召开动员大会", "mobilisation meeting held";
        ///
        Publicity = "publicity", "广泛宣传", "publicity";
        ///
        Divide = "divide", "划分网格", "grids drawn";
        ///
        Staff = "staff", "配置管理服务团队", "teams staffed";
        ///
        Train = "train", "学习培训", "leaders and teams trained";
        ///
        TrialRun = "trial_run", "试运行并总结", "trial run and summary";
        ///
        FindProblems = "find_problems", "排查问题", "problems found";
        ///
        MendProblems = "mend_problems", "落实整改", "problems mended";
        ///
        Consolidate = "consolidate", "理顺层级关系、完善制度流程", "systems and procedures consolidated";
    }
}

vocabulary! {
    /// Where a task of the roll-out stands (任务状态).
    pub enum TaskState as "state of a task" {
        /// Done by the last day of its phase.
        Done = "done", "已完成", "done";
        /// Done after it.
        DoneLate = "done_late", "逾期完成", "done late";
        /// Its phase goes on.
        Open = "open", "进行中", "open";
        /// Its phase is over.
        Overdue = "overdue", "逾期未完成", "overdue";
        /// Its phase has not begun.
        Upcoming = "upcoming", "未开始", "upcoming";
    }
}
