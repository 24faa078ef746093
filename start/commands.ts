import { ListLoader } from '@adonisjs/core/ace'
import BillingHelp from '#billing/commands/billing_help'
import BillingRun from '#billing/commands/billing_run'
import BillingVerify from '#billing/commands/billing_verify'
import ErpDescribe from '#erp/commands/erp_describe'
import ErpDrill from '#erp/commands/erp_drill'
import ErpReplay from '#erp/commands/erp_replay'
import ErpSync from '#erp/commands/erp_sync'
import MakeConnector from '#erp/commands/make_connector'
import Administrator from '#identity/commands/administrator'
import BillingSimulate from '#service_contracts/commands/billing_simulate'
import ContractsRenew from '#service_contracts/commands/contracts_renew'
import CoverageDecide from '#service_contracts/commands/coverage_decide'
import BaseReplay from '#installed_base/commands/base_replay'
import PointsReplay from '#points/commands/points_replay'
import Prepare from '#shared/house/commands/prepare'
import Work from '#shared/queue/commands/work'

const loader = new ListLoader([Administrator, BillingHelp, BillingRun, BillingSimulate, BillingVerify, ContractsRenew, CoverageDecide, ErpDescribe, ErpDrill, ErpReplay, ErpSync, MakeConnector, BaseReplay, PointsReplay, Prepare, Work])

export const getMetaData = () => loader.getMetaData()
export const getCommand = loader.getCommand.bind(loader)
